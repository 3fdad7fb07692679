import '@mantine/dates/styles.css';
import 'dayjs/locale/ru';
import { DatePicker, DatesProvider } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { shiftDay } from '@mila/ui';
import classes from './choice.module.css';
import { type OpenDay, windowsFor } from './use-open-days';

interface Props {
  days: OpenDay[];
  day: string;
  onDay: (day: string | null) => void;
  onWindows: (windows: number) => void;
}

/** All open dates of a month; fetched by those who ask for it. */
export function Calendar({ days, day, onDay, onWindows }: Props) {
  const { t, i18n } = useTranslation('patient');
  const open = new Set(days.map(({ date }) => date));
  return (
    <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1, weekendDays: [0, 6] }}>
      <DatePicker
        size="md"
        styles={{ day: { width: 44, height: 44 }, calendarHeaderControl: { width: 44, height: 44 } }}
        value={day}
        defaultDate={day}
        minDate={days[0]?.date}
        maxLevel="month"
        excludeDate={(date) => !open.has(date)}
        onChange={onDay}
        onDateChange={(month) => onWindows(windowsFor(shiftDay(month, 31)))}
        getDayProps={(date) => (open.has(date) ? { className: classes.openDay } : {})}
        ariaLabels={{ nextMonth: t('choice.nextMonth'), previousMonth: t('choice.previousMonth') }}
      />
    </DatesProvider>
  );
}
