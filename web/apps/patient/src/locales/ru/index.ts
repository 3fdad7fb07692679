import { care } from './care';
import { entry } from './entry';
import { medcard } from './medcard';
import { records } from './records';

export const patientRu = {
  nav: { home: 'Главная', records: 'Записи', medcard: 'Медкарта', profile: 'Профиль' },
  ...entry,
  ...care,
  ...records,
  ...medcard,
};
