import { registerTexts } from '@mila/ui';
import { checkPage } from './ru';

declare global {
  interface MilaTexts {
    check: typeof checkPage;
  }
}

/** The words of the check travel with its page. */
export function registerCheckTexts(): void {
  registerTexts('check', {
    ru: checkPage,
    en: () => import('./en').then((m) => m.checkPage),
  });
}
