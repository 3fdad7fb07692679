/* Shows what a push brings and opens the page it leads to. Keeps nothing and answers no requests. */
function words(data) {
  try {
    return { title: 'Mila', ...data.json() };
  } catch {
    return { title: 'Mila' };
  }
}

self.addEventListener('push', (event) => {
  const told = words(event.data);
  event.waitUntil(
    self.registration.showNotification(told.title, {
      tag: told.tag,
      icon: '/icon.svg',
      lang: 'ru',
      data: { path: told.path },
    }),
  );
});

/** Only a page of ours: whatever a message says, nobody is led elsewhere. */
function addressOf(path) {
  const wanted = new URL(typeof path === 'string' ? path : '/', self.location.origin);
  return wanted.origin === self.location.origin ? wanted.href : self.location.origin;
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const address = addressOf(event.notification.data && event.notification.data.path);
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((windows) => {
      const there = windows.find((one) => one.url === address);
      if (there) return there.focus();
      // A call must not be interrupted by the page of another notice.
      const free = windows.find((one) => !one.url.endsWith('/room'));
      if (!free) return self.clients.openWindow(address);
      return free
        .focus()
        .then((one) => one.navigate(address))
        .catch(() => self.clients.openWindow(address));
    }),
  );
});
