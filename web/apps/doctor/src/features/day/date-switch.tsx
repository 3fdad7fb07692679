import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { shiftDay } from '@mila/ui';

interface Props {
  date: string;
  today: string;
  onDate: (date: string) => void;
}

/** A day back, a day on, any day, and home to today. */
export function DateSwitch({ date, today, onDate }: Props) {
  const { t } = useTranslation('doctor');
  return (
    <Group gap="xs">
      <ActionIcon
        variant="default"
        aria-label={t('day.previous')}
        title={t('day.previous')}
        onClick={() => onDate(shiftDay(date, -1))}
      >
        <IconChevronLeft size={22} aria-hidden />
      </ActionIcon>
      <TextInput
        type="date"
        aria-label={t('day.date')}
        value={date}
        onChange={(event) => event.currentTarget.value && onDate(event.currentTarget.value)}
      />
      <ActionIcon
        variant="default"
        aria-label={t('day.next')}
        title={t('day.next')}
        onClick={() => onDate(shiftDay(date, 1))}
      >
        <IconChevronRight size={22} aria-hidden />
      </ActionIcon>
      <Button variant="subtle" disabled={date === today} onClick={() => onDate(today)}>
        {t('day.today')}
      </Button>
    </Group>
  );
}
