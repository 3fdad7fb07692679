import { checkout } from './checkout';
import { entry } from './entry';
import { medcard } from './medcard';
import { records } from './records';
import { search } from './search';
import { waitlist } from './waitlist';

export const patientRu = {
  nav: { home: 'Главная', records: 'Записи', medcard: 'Медкарта', profile: 'Профиль' },
  ...entry,
  ...search,
  ...waitlist,
  ...checkout,
  ...records,
  ...medcard,
};
