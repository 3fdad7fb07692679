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
  /** Where it is another hour than at the reader's; named under each time. */
  clinicZone?: string;
}

/** Times of one day by its parts, in the reader's zone. */
export function SlotGrid({ slots, chosen, busy, onSlot, clinicZone }: Props) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  return (
    <Stack gap="md">
      {parts.map(({ name }) => {
        const times = slots.filter((slot) => partOf(hourOf(slot.starts_at, format.zone)) === name);
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
                    aria-pressed={slot.starts_at === chosen}
                    aria-disabled={busy}
                    onClick={() => !busy && onSlot(slot)}
                  >
                    {format.time(slot.starts_at)}
                    {clinicZone && (
                      <span className={classes.elsewhere}>
                        {t('choice.there', { time: format.time(slot.starts_at, clinicZone) })}
                      </span>
                    )}
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
