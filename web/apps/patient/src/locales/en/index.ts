import type { Translation } from '@mila/ui';
import type { patientRu } from '../ru';
import type { cabinetRu } from '../ru/cabinet';
import type { choice as choiceRu } from '../ru/choice';
import type { password as passwordRu } from '../ru/password';
import { checkout } from './checkout';
import { choice } from './choice';
import { entry } from './entry';
import { hold } from './hold';
import { medcard } from './medcard';
import { notices } from './notices';
import { password } from './password';
import { profile } from './profile';
import { record } from './record';
import { records } from './records';
import { search } from './search';
import { sharing } from './sharing';
import { waitlist } from './waitlist';

export const patientEn: Translation<
  typeof patientRu & typeof cabinetRu & typeof choiceRu & typeof passwordRu
> = {
  nav: {
    home: 'Home',
    records: 'Visits',
    medcard: 'Documents',
    profile: 'Profile',
    check: 'Connection check',
  },
  ...entry,
  ...password,
  ...profile,
  ...search,
  ...waitlist,
  ...checkout,
  ...choice,
  ...hold,
  ...record,
  ...records,
  ...notices,
  ...medcard,
  ...sharing,
};
