/* Runs before the page is drawn, in any browser: the chosen colours, and a polite word where Mila cannot run. */
(function () {
  var html = document.documentElement;
  var scheme;
  try {
    scheme = localStorage.getItem('mantine-color-scheme-value');
  } catch (refused) {
    scheme = refused && null;
  }
  var dark =
    scheme === 'dark' ||
    (scheme !== 'light' && window.matchMedia && matchMedia('(prefers-color-scheme: dark)').matches);
  html.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  var able =
    'noModule' in HTMLScriptElement.prototype && 'at' in Array.prototype && 'structuredClone' in window;
  if (able) return;
  document.addEventListener('DOMContentLoaded', function () {
    document.getElementById('root').innerHTML =
      '<div style="max-width:32em;margin:15vh auto;padding:0 16px;font:18px/1.5 sans-serif">' +
      '<h1>Mila</h1><p>Этот браузер слишком старый для видеоконсультаций. Откройте Mila в Яндекс Браузере или ' +
      'Google Chrome: ваши записи и документы вас дождутся.</p>' +
      '<p lang="en">This browser is too old for video consultations. Please open Mila in Yandex Browser or Google Chrome.</p></div>';
  });
})();
