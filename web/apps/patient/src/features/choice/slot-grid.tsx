import { Stack, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Slot } from '@mila/api';
import { hourOf, useFormat } from '@mila/ui';
import classes from './choice.module.css';

const parts = [
  { name: 'night', until: 6 },
  { name: 'morning', until: 12 },
  { name: 'afternoon', until: 17 },
  { name: 'evening', until: 24 },
] as const;

const partOf = (hour: number) => parts.find(({ until }) => hour < until)?.name;

interface Props {
  slots: Slot[];
  chosen?: string;
  busy: boolean;
  onSlot: (slot: Slot) => void;
  zone: string;
  /** The reader's own clock shows another hour; it is named under each time. */
  elsewhere?: boolean;
}

/** Times of one day by its parts; one's own unfinished choice is marked as chosen. */
export function SlotGrid({ slots, chosen, busy, onSlot, zone, elsewhere }: Props) {
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
