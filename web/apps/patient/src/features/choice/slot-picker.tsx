import { Alert, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconCalendarOff, IconCalendarX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Slot } from '@mila/api';
import { EmptyState, ErrorState, useFormat, Waiting } from '@mila/ui';
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
  /** The patient will have to be there, so the clinic's own time comes first. */
  atTheClinic?: boolean;
}

/** Date, then time; the nearest open day is shown without asking, also instead of a day that has no time left. */
export function SlotPicker({ doctorId, offeringId, day, onDay, atTheClinic, ...choice }: Props) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const [windows, setWindows] = useState(() => (day ? windowsFor(day) : 1));
  const open = useOpenDays({ doctorId, offeringId, zone: format.zone, atTheClinic, windows });
  const wanted = open.days.find(({ date }) => date === day);
  const shown = wanted ?? open.days.find(({ date }) => !day || date > day) ?? open.days[0];
  if (!shown && open.error) return <ErrorState error={open.error} onRetry={open.refetch} />;
  if (!shown && open.pending)
    return (
      <Waiting>
        <Skeleton height={180} radius="md" />
      </Waiting>
    );
  if (!shown)
    return (
      <EmptyState icon={IconCalendarOff} title={t('choice.noSlots')}>
        {t('choice.noSlotsHint')}
      </EmptyState>
    );
  const first = shown.slots[0]?.starts_at ?? '';
  const { clinicZone } = open;
  const elsewhere = format.zoneName(first) !== format.zoneName(first, clinicZone);
  const clinic = format.zoneName(first, clinicZone);
  const zone = format.zoneName(first);
  return (
    <Stack gap="lg">
      <Stack gap="sm" component="section">
        <Title order={3}>{t('choice.date')}</Title>
        {day && !wanted && !open.pending && (
          <Alert color="ember" role="status" icon={<IconCalendarX aria-hidden />}>
            {t('choice.dayFull', { day: format.day(`${day}T12:00:00Z`, 'UTC') })}
          </Alert>
        )}
        <DayPicker
          days={open.days}
          day={shown.date}
          onDay={onDay}
          onWindows={(more) => setWindows((known) => Math.max(known, more))}
        />
      </Stack>
      <Stack gap="sm" component="section">
        <Title order={3}>{t('choice.time')}</Title>
        <SlotGrid
          {...choice}
          slots={shown.slots}
          zone={atTheClinic ? clinicZone : format.zone}
          elsewhere={atTheClinic && elsewhere}
        />
        <Text c="dimmed" fz="sm">
          {!elsewhere
            ? t('choice.yourZone', { zone })
            : t(atTheClinic ? 'choice.clinicZone' : 'choice.bothZones', { zone, clinic })}
        </Text>
      </Stack>
    </Stack>
  );
}
