import type { Texts } from '@mila/ui';
import { doctorRu } from './ru';

declare global {
  interface MilaTexts {
    doctor: typeof doctorRu;
  }
}

export const doctorTexts: Texts<typeof doctorRu> = {
  ru: doctorRu,
  en: () => import('./en').then((m) => m.doctorEn),
};
