import type { Texts } from '@mila/ui';
import { patientRu } from './ru';

declare global {
  interface MilaTexts {
    patient: typeof patientRu;
  }
}

export const patientTexts: Texts<typeof patientRu> = {
  ru: patientRu,
  en: () => import('./en').then((m) => m.patientEn),
};
