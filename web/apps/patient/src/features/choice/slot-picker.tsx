import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Slot } from '@mila/api';
import { EmptyState, ErrorState, useFormat } from '@mila/ui';
import { DayPicker } from './day-picker';
import { SlotGrid } from './slot-grid';
import { useOpenDays, windowsFor } from './use-open-days';

interface Props {
  doctorId: string;
  offeringId: string;
  day?: string;
  onDay: (day: string) => void;
  chosen?: string;
  busy: boolean;
  onSlot: (slot: Slot) => void;
}

/** Date, then time; the nearest open day is shown without asking. */
export function SlotPicker({ doctorId, offeringId, day, onDay, chosen, busy, onSlot }: Props) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const [windows, setWindows] = useState(() => (day ? windowsFor(day) : 1));
  const open = useOpenDays({ doctorId, offeringId, zone: format.zone, windows });
  const shown = open.days.find(({ date }) => date === day) ?? open.days[0];
  if (!shown && open.error) return <ErrorState error={open.error} onRetry={open.refetch} />;
  if (!shown && open.pending) return <Skeleton height={180} radius="md" />;
  if (!shown)
    return (
      <EmptyState icon={IconCalendarOff} title={t('choice.noSlots')}>
        {t('choice.noSlotsHint')}
      </EmptyState>
    );
  return (
    <Stack gap="lg">
      <Stack gap="sm" component="section">
        <Title order={3}>{t('choice.date')}</Title>
        <DayPicker
          days={open.days}
          day={shown.date}
          onDay={onDay}
          onWindows={(wanted) => setWindows((known) => Math.max(known, wanted))}
        />
      </Stack>
      <Stack gap="sm" component="section">
        <Title order={3}>{t('choice.time')}</Title>
        <SlotGrid slots={shown.slots} chosen={chosen} busy={busy} onSlot={onSlot} />
        <Text c="dimmed" fz="sm">
          {t('choice.yourZone', { zone: format.zoneName(shown.slots[0]?.starts_at ?? '') })}
        </Text>
      </Stack>
    </Stack>
  );
}
