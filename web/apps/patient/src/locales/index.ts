import { registerTexts, type Texts } from '@mila/ui';
import { patientRu } from './ru';
import type { cabinetRu } from './ru/cabinet';
import type { choice } from './ru/choice';
import type { password } from './ru/password';

type Patient = typeof patientRu & typeof cabinetRu & typeof choice & typeof password;

declare global {
  interface MilaTexts {
    patient: Patient;
  }
}

export const patientTexts: Texts<Patient> = {
  ru: patientRu,
  en: () => import('./en').then((m) => m.patientEn),
};

/** Afterwards the pages of the cabinet can be read in Russian. */
export const cabinetTexts = (): Promise<void> =>
  import('./ru/cabinet').then((m) => registerTexts('patient', { ru: m.cabinetRu }));

/** Afterwards the pages where a doctor and a time are chosen can be read in Russian. */
export const choiceTexts = (): Promise<void> =>
  import('./ru/choice').then((m) => registerTexts('patient', { ru: m.choice }));

/** Afterwards the pages of those who come by password can be read in Russian. */
export const passwordTexts = (): Promise<void> =>
  import('./ru/password').then((m) => registerTexts('patient', { ru: m.password }));
