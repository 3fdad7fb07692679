import { ActionIcon, Group, Paper, Skeleton, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarEvent } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@mila/ui';
import classes from './choice.module.css';
import type { OpenDay } from './use-open-days';

const stripLength = 6;
const Calendar = lazy(() => import('./calendar').then((m) => ({ default: m.Calendar })));

interface Props {
  days: OpenDay[];
  day: string;
  onDay: (day: string) => void;
  onWindows: (windows: number) => void;
}

/** The nearest open dates as a strip, and all of them behind the «календарь» icon (R064, R065). */
export function DayPicker({ days, day, onDay, onWindows }: Props) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const [opened, { toggle, close }] = useDisclosure(false);
  const at = days.findIndex(({ date }) => date === day);
  const first = at < stripLength ? 0 : Math.min(at, Math.max(0, days.length - stripLength));
  const strip = days.slice(first, first + stripLength);
  const noon = (date: string) => `${date}T12:00:00Z`;
  const choose = (date: string | null) => {
    if (!date) return;
    onDay(date);
    close();
  };
  const calendar = t(opened ? 'choice.calendarClose' : 'choice.calendar');
  return (
    <div>
      <Group gap="xs" wrap="nowrap" align="stretch">
        <div className={classes.strip} role="group" aria-label={t('choice.date')}>
          {strip.map(({ date }) => (
            <UnstyledButton
              key={date}
              className={classes.day}
              aria-pressed={date === day}
              onClick={() => onDay(date)}
            >
              {format.day(noon(date), 'UTC')}
            </UnstyledButton>
          ))}
        </div>
        <ActionIcon
          variant={opened ? 'filled' : 'default'}
          color="teal"
          size={52}
          onClick={toggle}
          aria-expanded={opened}
          aria-label={calendar}
          title={calendar}
        >
          <IconCalendarEvent size={26} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Group>
      {opened && (
        <Paper withBorder p="sm" mt="sm" className={classes.calendar}>
          <Suspense fallback={<Skeleton height={352} width={330} />}>
            <Calendar days={days} day={day} onDay={choose} onWindows={onWindows} />
          </Suspense>
          <Text fz="sm" c="dimmed" mt="xs">
            {t('choice.calendarHint')}
          </Text>
        </Paper>
      )}
    </div>
  );
}
