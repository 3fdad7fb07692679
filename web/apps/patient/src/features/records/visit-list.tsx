import { Alert, Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconCalendarEvent, IconShieldLock } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { asOf, type Booking, bookingsQuery } from '@mila/api';
import {
  CardSkeletons,
  DoctorLine,
  EmptyState,
  IdentifyButton,
  Loaded,
  MoreButton,
  StatusBadge,
  useServerNow,
  VisitPlace,
  VisitTime,
} from '@mila/ui';
import { HoldLeft } from './hold-left';
import { VisitActions } from './visit-actions';

interface Props {
  when: 'upcoming' | 'past';
  /** Bookings the page shows elsewhere. */
  except: string[];
}

export function VisitList({ when, except }: Props) {
  const { t } = useTranslation('patient');
  const query = useInfiniteQuery(bookingsQuery(when));
  const past = when === 'past';
  return (
    <Loaded query={query} skeleton={<CardSkeletons />}>
      {({ pages }) => {
        const items = pages
          .flatMap((page) => page.items)
          .filter(({ booking_id }) => !except.includes(booking_id));
        const hidden = <HiddenVisits count={pages[0]?.hidden_online ?? 0} />;
        if (items.length === 0)
          return (
            <>
              {hidden}
              <EmptyState
                icon={IconCalendarEvent}
                title={past ? t('records.emptyPast') : t('records.empty')}
                action={
                  <Button component={Link} to="/">
                    {t('records.find')}
                  </Button>
                }
              >
                {past ? t('records.emptyPastHint') : t('records.emptyHint')}
              </EmptyState>
            </>
          );
        return (
          <Stack gap="md">
            {hidden}
            {items.map((booking) => (
              <VisitCard key={booking.booking_id} booking={booking} />
            ))}
            <MoreButton query={query} />
          </Stack>
        );
      }}
    </Loaded>
  );
}

/** A visit in a list. */
export function VisitCard({ booking: received }: { booking: Booking }) {
  const { t } = useTranslation('common');
  const booking = asOf(received, useServerNow(received.status === 'held' ? 1000 : 60_000));
  return (
    <Card component="article">
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="xs">
          <Text component="div" fw={600} fz="lg" className="numerals" miw={0}>
            <VisitTime booking={booking} />
          </Text>
          <StatusBadge booking={booking} />
        </Group>
        <HoldLeft booking={booking} />
        <DoctorLine doctorId={booking.doctor_id} />
        <Group justify="space-between" align="flex-end" gap="md">
          <Text component="div" c="dimmed" flex="1 1 240px">
            {booking.service_title}. {t(`visitType.${booking.visit_type}`)}
            {booking.visit_type === 'clinic' && (
              <Text component="div" c="var(--mantine-color-text)">
                <VisitPlace booking={booking} />
              </Text>
            )}
          </Text>
          <VisitActions booking={booking} />
        </Group>
      </Stack>
    </Card>
  );
}

/** A login by password shows no online visits: how many there are, and how to see them. */
export function HiddenVisits({ count }: { count: number }) {
  const { t } = useTranslation('patient');
  if (count === 0) return null;
  return (
    <Alert icon={<IconShieldLock aria-hidden />} title={t('records.hidden', { count })}>
      <Stack gap="sm" align="flex-start">
        {t('records.hiddenHint')}
        <IdentifyButton />
      </Stack>
    </Alert>
  );
}
