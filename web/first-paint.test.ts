import { readFileSync } from 'node:fs';
import { join } from 'node:path';
// @ts-expect-error jsdom comes without types
import { JSDOM } from 'jsdom';
import { expect, it } from 'vitest';

type Page = Window & typeof globalThis;

const script = readFileSync(join(import.meta.dirname, 'packages/ui/public/first-paint.js'), 'utf8');

/** The page as a browser begins it, with this said about the browser. */
function begun(about: (window: Page) => void): Document {
  const page = new JSDOM('<meta name="theme-color" content=""><div id="root"></div>', {
    url: 'http://localhost:8080/',
    runScripts: 'outside-only',
  });
  about(page.window);
  page.window.eval(script);
  page.window.document.dispatchEvent(new page.window.Event('DOMContentLoaded'));
  return page.window.document;
}

const able = (window: Page) => {
  Object.defineProperty(window.HTMLScriptElement.prototype, 'noModule', { value: false });
  Object.assign(window, { structuredClone: () => undefined });
};

it('R004: a browser without modules gets a polite word in both languages, not an empty page', () => {
  const words = begun(() => undefined).getElementById('root')!.textContent;
  expect(words).toContain('Откройте Mila в\u00a0Яндекс Браузере или Google Chrome');
  expect(words).toContain('open Mila in Yandex Browser or Google Chrome');
});

it('R003, R004: a browser that can run Mila is left alone', () => {
  expect(begun(able).getElementById('root')!.innerHTML).toBe('');
});

it('paints the chosen colours at once, the frame of the browser too', () => {
  const page = begun((window) => {
    able(window);
    window.localStorage.setItem('mantine-color-scheme-value', 'dark');
  });
  expect(page.documentElement.dataset.mantineColorScheme).toBe('dark');
  expect(page.querySelector('meta')!.content).toBe('#0f1615');
});
