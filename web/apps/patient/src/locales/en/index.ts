import type { Translation } from '@mila/ui';
import type { patientRu } from '../ru';
import { care } from './care';
import { entry } from './entry';
import { medcard } from './medcard';
import { records } from './records';

export const patientEn: Translation<typeof patientRu> = {
  nav: { home: 'Home', records: 'Visits', medcard: 'Medical record', profile: 'Profile' },
  ...entry,
  ...care,
  ...records,
  ...medcard,
};
