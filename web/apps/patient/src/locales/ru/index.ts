import { entry } from './entry';
import { hold } from './hold';
import { records } from './records';
import { search } from './search';
import { waitlist } from './waitlist';

/** What the first pages say; the rest comes with the pages of `cabinet`. */
export const patientRu = {
  nav: {
    home: 'Главная',
    records: 'Записи',
    medcard: 'Медкарта',
    profile: 'Профиль',
    check: 'Проверка связи',
  },
  ...entry,
  ...search,
  ...waitlist,
  ...hold,
  ...records,
};
