import type { problemsRu } from '@mila/api';
import type { commonRu } from './common-ru';

/** Every namespace of texts by its Russian original; apps and packages add theirs by declaration merging. */
declare global {
  interface MilaTexts {
    common: typeof commonRu;
    problems: typeof problemsRu;
  }
}

type Extra<K> = K extends `${string}_few` | `${string}_many` ? never : K;

/** The same keys in another language; forms of number that only Russian has are left out. */
export type Translation<T> = {
  [K in keyof T as Extra<K>]: T[K] extends string ? string : Translation<T[K]>;
};

export type Namespace = keyof MilaTexts;

export interface Texts<T> {
  /** Russian travels with the code that shows it; further keys may be registered later. */
  ru: Partial<T>;
  /** All keys of the namespace. */
  en?: () => Promise<Translation<T>>;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: MilaTexts;
  }
}
