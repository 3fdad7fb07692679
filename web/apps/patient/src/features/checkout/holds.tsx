import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asOf, type Booking, bookingQuery, bookingsQuery } from '@mila/api';
import { Countdown, Dialog, DoctorLine, ProblemAlert, useServerNow, useVisitTime, Waiting } from '@mila/ui';
import classes from './checkout.module.css';
import { ReleaseHoldButton, useReleaseHold } from './release-hold-button';

/** What this person holds with the doctor just now. */
export function useOwnHolds(doctorId: string): Booking[] {
  const now = useServerNow();
  const { data } = useInfiniteQuery(bookingsQuery('upcoming'));
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return items.filter((item) => item.doctor_id === doctorId && asOf(item, now).status === 'held');
}

/** What is already held, so that an unfinished step is never an obstacle. */
export function OwnHolds({ doctorId }: { doctorId: string }) {
  const { t } = useTranslation('patient');
  return useOwnHolds(doctorId).map((item) => (
    <HoldLine key={item.booking_id} booking={item}>
      <ReleaseHoldButton booking={item} variant="default">
        {t('hold.drop')}
      </ReleaseHoldButton>
    </HoldLine>
  ));
}

/** «Держим за вами 20:00, ещё 14:10», the way to its payment and, beside it, another way out. */
export function HoldLine({ booking, children }: { booking: Booking; children: ReactNode }) {
  const { t } = useTranslation('patient');
  const { when } = useVisitTime();
  return (
    <Stack className={classes.hold} gap="sm" role="group" aria-label={when(booking)}>
      <Group wrap="nowrap" gap="sm" align="flex-start">
        <IconClock size={22} style={{ flex: 'none' }} aria-hidden />
        <Text miw={0}>
          {t('hold.kept', { when: when(booking) })}{' '}
          <Text span fw={700}>
            <Countdown until={booking.hold_expires_at ?? ''} />
          </Text>
        </Text>
      </Group>
      <Group gap="sm">
        <Button component={Link} to={`/booking/${booking.booking_id}`}>
          {t(booking.prepaid ? 'hold.pay' : 'hold.take')}
        </Button>
        {children}
      </Group>
    </Stack>
  );
}

interface Props {
  /** As many as one may hold; otherwise one at the very time. */
  many: boolean;
  bookingIds: string[];
  /** The new time can be taken. */
  onFree: () => void;
  onClose: () => void;
}

/** One's own unpaid time is in the way of a new one: pay for it, or give it up and take the new one at once. */
export function OverlappingHolds({ many, bookingIds, onFree, onClose }: Props) {
  const { t } = useTranslation('patient');
  return (
    <Dialog opened onClose={onClose} title={t(many ? 'hold.tooMany' : 'hold.inTheWay')}>
      <Stack gap="md">
        <Text>{t(many ? 'hold.tooManyHint' : 'hold.inTheWayHint')}</Text>
        {bookingIds.map((id) => (
          <HoldInTheWay key={id} bookingId={id} onFree={onFree} />
        ))}
      </Stack>
    </Dialog>
  );
}

function HoldInTheWay({ bookingId, onFree }: { bookingId: string; onFree: () => void }) {
  const { t } = useTranslation('patient');
  const now = useServerNow();
  const { data, error } = useQuery({ ...bookingQuery(bookingId), staleTime: 0 });
  const drop = useReleaseHold(onFree);
  if (error && !data) return <ProblemAlert error={error} />;
  if (!data)
    return (
      <Waiting>
        <Skeleton height={120} />
      </Waiting>
    );
  if (asOf(data, now).status !== 'held')
    return (
      <Stack gap="sm" align="flex-start">
        <Text>{t('hold.gone')}</Text>
        <Button onClick={onFree}>{t('hold.takeNew')}</Button>
      </Stack>
    );
  return (
    <Stack gap="sm">
      <DoctorLine doctorId={data.doctor_id} />
      <HoldLine booking={data}>
        <Button
          variant="default"
          className={classes.wrapping}
          loading={drop.isPending}
          onClick={() => drop.mutate(bookingId)}
        >
          {t('hold.swap')}
        </Button>
      </HoldLine>
      <ProblemAlert error={drop.error} />
    </Stack>
  );
}
