import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { components } from './generated/notify';
import { answer, notify } from './http';
import { keys } from './keys';

export type Notice = components['schemas']['NoticeRead'];

export type Preferences = components['schemas']['PreferencesUpdate'];
export type PushDevice = components['schemas']['PushSubscriptionRead'];

/** The bell; the stream says when to ask again, slow polling is the net under it. */
export const noticesQuery = infiniteQueryOptions({
  queryKey: keys.notices,
  queryFn: ({ pageParam }) =>
    answer(notify.GET('/api/notify/notices', { params: { query: { cursor: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next_cursor ?? undefined,
  refetchInterval: 60_000,
});

export const noticesStreamUrl = '/api/notify/notices/stream';

export const preferencesQuery = queryOptions({
  queryKey: keys.preferences,
  queryFn: () => answer(notify.GET('/api/notify/preferences')),
});

/** Whether letters about visits reach the person, and what keeps them back. */
export const lettersQuery = queryOptions({
  queryKey: keys.letters,
  queryFn: () => answer(notify.GET('/api/notify/letters')),
});

export const setPreferences = (body: Preferences) => answer(notify.PUT('/api/notify/preferences', { body }));

export const pushKeyQuery = queryOptions({
  queryKey: keys.pushKey,
  queryFn: () => answer(notify.GET('/api/notify/push-key')),
  staleTime: Infinity,
});

export const pushDevicesQuery = queryOptions({
  queryKey: keys.pushDevices,
  queryFn: () => answer(notify.GET('/api/notify/push-subscriptions')),
});

export const addPushDevice = (subscription: PushSubscription) => {
  const { endpoint, keys } = subscription.toJSON() as Required<PushSubscriptionJSON>;
  const body = { endpoint, keys: { p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' } };
  return answer(notify.POST('/api/notify/push-subscriptions', { body }));
};

export const removePushDevice = (id: string) =>
  answer(
    notify.DELETE('/api/notify/push-subscriptions/{subscription_id}', {
      params: { path: { subscription_id: id } },
    }),
  );

/** What this browser subscribed to, if it can be woken at all. */
export async function pushSubscriptionHere(): Promise<PushSubscription | null> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return null;
  const worker = await navigator.serviceWorker.getRegistration();
  return (await worker?.pushManager.getSubscription()) ?? null;
}

/** Who logs out of a browser is not woken there any more; a failure must not keep anybody in. */
export const forgetPushHere = async (): Promise<void> => {
  await pushSubscriptionHere()
    .then((subscription) => subscription?.unsubscribe())
    .catch(() => undefined);
};

export const markNoticeRead = (id: string) =>
  answer(notify.POST('/api/notify/notices/{notice_id}/reading', { params: { path: { notice_id: id } } }));

export const markAllNoticesRead = () => answer(notify.POST('/api/notify/notices/reading'));

export const invitationUrl = (bookingId: string): string => `/api/notify/visits/${bookingId}/invitation`;

/** Whether there is a calendar entry of this visit to take away. */
export const invitationQuery = (bookingId: string) =>
  queryOptions({
    queryKey: [...keys.invitation, bookingId],
    queryFn: async () => (await fetch(invitationUrl(bookingId), { credentials: 'same-origin' })).ok,
    retry: false,
  });
