/* Runs before the page is drawn, in any browser: the chosen colours, and a polite word where Mila cannot run. */
(function () {
  var html = document.documentElement;
  var attribute = 'data-mantine-color-scheme';

  function chosen() {
    try {
      return localStorage.getItem('mantine-color-scheme-value');
    } catch (refused) {
      return refused && null;
    }
  }

  function paintFrame() {
    var meta = document.querySelector('meta[name="theme-color"]');
    if (meta) meta.content = html.getAttribute(attribute) === 'dark' ? '#0f1615' : '#f6f9f8';
  }

  var scheme = chosen();
  var night = window.matchMedia && matchMedia('(prefers-color-scheme: dark)').matches;
  html.setAttribute(attribute, scheme === 'dark' || (scheme !== 'light' && night) ? 'dark' : 'light');
  paintFrame();

  var able =
    'noModule' in HTMLScriptElement.prototype && 'at' in Array.prototype && 'structuredClone' in window;
  if (able) {
    // The frame of the browser takes the colours of the page, also when they are switched.
    new MutationObserver(paintFrame).observe(html, { attributeFilter: [attribute] });
    return;
  }
  document.addEventListener('DOMContentLoaded', function () {
    document.getElementById('root').innerHTML =
      '<div role="main" style="max-width:32em;margin:15vh auto;padding:0 16px;font:18px/1.5 sans-serif">' +
      '<h1>Mila</h1><p>Этот браузер слишком старый для видеоконсультаций. Откройте Mila в\u00a0Яндекс Браузере или ' +
      'Google Chrome: ваши записи и\u00a0документы вас дождутся.</p>' +
      '<p lang="en">This browser is too old for video consultations. Please open Mila in Yandex Browser or ' +
      'Google Chrome: your visits and documents are safe.</p></div>';
  });
})();
