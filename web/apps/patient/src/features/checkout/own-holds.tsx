import { Button, Group, Stack, Text } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asOf, type Booking, bookingsQuery } from '@mila/api';
import { Countdown, useServerNow, useVisitTime } from '@mila/ui';
import classes from './checkout.module.css';
import { DropButton } from './drop-button';

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
      <DropButton booking={item} variant="default">
        {t('hold.drop')}
      </DropButton>
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
