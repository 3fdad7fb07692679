import { Skeleton, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Booking, serverNow, type Slot, slotsQuery } from '@mila/api';
import { isoDay, LinkButton, Loaded, useFormat } from '@mila/ui';
import { BookingProblem } from './booking-problem';
import classes from './checkout.module.css';

interface Props {
  booking: Booking;
  onSlot: (slot: Slot) => void;
  busy: boolean;
  error: unknown;
  again: () => void;
  forget: () => void;
}

const shown = 6;
const days = 14;

/** The time is lost: the nearest ones of the same doctor for the same service, one press away (R089). */
export function NearestTimes({ booking, onSlot, busy, ...problem }: Props) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const zone = booking.visit_type === 'clinic' ? booking.time_zone : format.zone;
  const from = isoDay(new Date(serverNow()), zone);
  const choice = { doctorId: booking.doctor_id, offeringId: booking.offering_id, from, days };
  const times = useQuery(slotsQuery(choice));
  return (
    <Stack gap="sm" w="100%">
      <Loaded query={times} skeleton={<Skeleton height={104} radius="md" />}>
        {({ days }) => {
          const slots = days.flatMap((day) => day.slots).slice(0, shown);
          return (
            slots.length > 0 && (
              <>
                <Title order={2} fz="md">
                  {t('checkout.nearest')}
                </Title>
                <div className={classes.times}>
                  {slots.map((slot) => (
                    <UnstyledButton
                      key={slot.starts_at}
                      className={classes.time}
                      aria-disabled={busy}
                      onClick={() => !busy && onSlot(slot)}
                    >
                      <Text span fz="sm" c="dimmed">
                        {format.nearDay(slot.starts_at, zone)}
                      </Text>
                      <Text span fw={600} className="numerals">
                        {format.time(slot.starts_at, zone)}
                      </Text>
                    </UnstyledButton>
                  ))}
                </div>
              </>
            )
          );
        }}
      </Loaded>
      <BookingProblem {...problem} />
      <BookAgainLink booking={booking} />
    </Stack>
  );
}

/** Back to the same doctor and the same service. */
export function BookAgainLink({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  return (
    <LinkButton
      variant="default"
      to="/doctors/$slug"
      params={{ slug: booking.doctor_id }}
      search={{ type: booking.visit_type, offering: booking.offering_id }}
    >
      {t('hold.again')}
    </LinkButton>
  );
}
