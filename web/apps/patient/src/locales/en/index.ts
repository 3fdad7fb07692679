import type { Translation } from '@mila/ui';
import type { patientRu } from '../ru';
import { checkout } from './checkout';
import { entry } from './entry';
import { medcard } from './medcard';
import { notices } from './notices';
import { records } from './records';
import { search } from './search';

export const patientEn: Translation<typeof patientRu> = {
  nav: { home: 'Home', records: 'Visits', medcard: 'Medical record', profile: 'Profile' },
  ...entry,
  ...search,
  ...checkout,
  ...records,
  ...notices,
  ...medcard,
};
