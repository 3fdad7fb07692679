import { checkout } from './checkout';
import { entry } from './entry';
import { medcard } from './medcard';
import { notices } from './notices';
import { profile } from './profile';
import { records } from './records';
import { search } from './search';
import { sharing } from './sharing';
import { waitlist } from './waitlist';

export const patientRu = {
  nav: {
    home: 'Главная',
    records: 'Записи',
    medcard: 'Медкарта',
    profile: 'Профиль',
    check: 'Проверка связи',
  },
  ...entry,
  ...profile,
  ...search,
  ...waitlist,
  ...checkout,
  ...records,
  ...notices,
  ...medcard,
  ...sharing,
};
