import { Alert, Skeleton, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconCalendarOff, IconCalendarX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Slot } from '@mila/api';
import { EmptyState, ErrorState, hourOf, useFormat, Waiting } from '@mila/ui';
import classes from './choice.module.css';
import { DayPicker } from './day-picker';
import { useOpenDays, windowsFor } from './use-open-days';

interface SlotPickerProps {
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
export function SlotPicker({ doctorId, offeringId, day, onDay, atTheClinic, ...choice }: SlotPickerProps) {
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

const parts = [
  { name: 'night', until: 6 },
  { name: 'morning', until: 12 },
  { name: 'afternoon', until: 17 },
  { name: 'evening', until: 24 },
] as const;

const partOf = (hour: number) => parts.find(({ until }) => hour < until)?.name;

interface SlotGridProps {
  slots: Slot[];
  chosen?: string;
  busy: boolean;
  onSlot: (slot: Slot) => void;
  zone: string;
  /** The reader's own clock shows another hour; it is named under each time. */
  elsewhere?: boolean;
}

/** Times of one day by its parts; one's own unfinished choice is marked as chosen. */
export function SlotGrid({ slots, chosen, busy, onSlot, zone, elsewhere }: SlotGridProps) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  return (
    <Stack gap="md">
      {parts.map(({ name }) => {
        const times = slots.filter((slot) => partOf(hourOf(slot.starts_at, zone)) === name);
        return (
          times.length > 0 && (
            <div key={name} role="group" aria-label={t(`choice.${name}`)}>
              <Text c="dimmed" fz="sm" mb={6} aria-hidden>
                {t(`choice.${name}`)}
              </Text>
              <div className={classes.slots}>
                {times.map((slot) => (
                  <UnstyledButton
                    key={slot.starts_at}
                    className={classes.slot}
                    aria-pressed={slot.starts_at === chosen || Boolean(slot.own_booking_id)}
                    aria-disabled={busy}
                    onClick={() => !busy && onSlot(slot)}
                  >
                    {format.time(slot.starts_at, zone)}
                    {elsewhere && (
                      <span className={classes.elsewhere}>
                        {t('choice.yours', { time: format.time(slot.starts_at) })}
                      </span>
                    )}
                    {slot.own_booking_id && <span className={classes.elsewhere}>{t('hold.own')}</span>}
                  </UnstyledButton>
                ))}
              </div>
            </div>
          )
        );
      })}
    </Stack>
  );
}
