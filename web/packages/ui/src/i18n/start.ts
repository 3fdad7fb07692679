import i18n, { type BackendModule, type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { problemsRu } from '@mila/api';
import { commonRu } from './common-ru';
import type { Namespace, Texts } from './texts';

export type Language = 'ru' | 'en';

const storageKey = 'mila.language';
const english = new Map<string, () => Promise<object>>();

/** Russian travels with the code; English is fetched by those who read it. */
const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: async (_language, namespace) => await english.get(namespace)?.(),
};

type Bundles = { [N in Namespace]?: Texts<MilaTexts[N]> };

const chosenLanguage = (): Language => (localStorage.getItem(storageKey) === 'en' ? 'en' : 'ru');

const speak = (language: string) => {
  document.documentElement.lang = language;
};

/** Starts the one translator of the app, once; resolves when the chosen language can be read. */
export async function startI18n(bundles: Bundles): Promise<void> {
  // A second start would lose the words that came with pages.
  if (i18n.isInitialized) return void (await i18n.changeLanguage(chosenLanguage()));
  const all: Bundles = {
    common: { ru: commonRu, en: () => import('./common-en').then((m) => m.commonEn) },
    problems: { ru: problemsRu, en: () => import('@mila/api/problems-en').then((m) => m.problemsEn) },
    ...bundles,
  };
  const russian: Record<string, object> = {};
  for (const [namespace, texts] of Object.entries(all)) {
    russian[namespace] = texts.ru;
    english.set(namespace, texts.en);
  }
  i18n.on('languageChanged', speak);
  await i18n
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: chosenLanguage(),
      fallbackLng: 'ru',
      ns: Object.keys(all),
      defaultNS: 'common',
      resources: { ru: russian } as Resource,
      partialBundledLanguages: true,
      interpolation: { escapeValue: false },
    });
}

/** Adds the texts of a part that is loaded later, such as the consultation room. */
export function registerTexts<N extends Namespace>(namespace: N, texts: Texts<MilaTexts[N]>): void {
  english.set(namespace, texts.en);
  i18n.addResourceBundle('ru', namespace, texts.ru);
}

/** Adds Russian words of the same namespace that came later. */
export function addTexts<N extends Namespace>(namespace: N, texts: Partial<MilaTexts[N]>): void {
  i18n.addResourceBundle('ru', namespace, texts);
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  await i18n.changeLanguage(language);
}
