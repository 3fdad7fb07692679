import i18n, { type BackendModule, type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { problemsRu } from '@mila/api';
import { commonRu } from './common-ru';
import type { Namespace, Texts } from './texts';

export type Language = 'ru' | 'en';

const storageKey = 'mila.language';
const english = new Map<string, () => Promise<object>>();
/** What is registered before the start. */
const russian: Record<string, object> = {};

/** Russian travels with the code; English is fetched by those who read it. */
const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: async (_language, namespace) => await english.get(namespace)?.(),
};

type Bundles = { [N in Namespace]?: Texts<MilaTexts[N]> };

const chosenLanguage = (): Language => (localStorage.getItem(storageKey) === 'en' ? 'en' : 'ru');

/** Texts of a part of the app, also of one that is loaded later; Russian texts of a namespace may come in pieces. */
export function registerTexts<N extends Namespace>(namespace: N, { ru, en }: Texts<MilaTexts[N]>): void {
  if (en) english.set(namespace, en);
  if (i18n.isInitialized) i18n.addResourceBundle('ru', namespace, ru);
  else russian[namespace] = { ...russian[namespace], ...ru };
}

registerTexts('common', { ru: commonRu, en: () => import('./common-en').then((m) => m.commonEn) });
registerTexts('problems', {
  ru: problemsRu,
  en: () => import('@mila/api/problems-en').then((m) => m.problemsEn),
});

/** Starts the one translator of the app, once; resolves when the chosen language can be read. */
export async function startI18n(bundles: Bundles): Promise<void> {
  // A second start would lose the texts that came with pages.
  if (i18n.isInitialized) return void (await i18n.changeLanguage(chosenLanguage()));
  Object.entries(bundles).forEach(([namespace, texts]) => registerTexts(namespace as Namespace, texts));
  i18n.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18n
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: chosenLanguage(),
      fallbackLng: 'ru',
      ns: Object.keys(russian),
      defaultNS: 'common',
      resources: { ru: russian } as Resource,
      partialBundledLanguages: true,
      interpolation: { escapeValue: false },
    });
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  await i18n.changeLanguage(language);
}
