import { checkout } from './checkout';
import { entry } from './entry';
import { medcard } from './medcard';
import { notices } from './notices';
import { records } from './records';
import { search } from './search';

export const patientRu = {
  nav: { home: 'Главная', records: 'Записи', medcard: 'Медкарта', profile: 'Профиль' },
  ...entry,
  ...search,
  ...checkout,
  ...records,
  ...notices,
  ...medcard,
};
