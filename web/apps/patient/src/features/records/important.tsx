import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Booking, bookingsQuery } from '@mila/api';
import { Countdown, DoctorLine, ErrorState, useFormat, useServerNow, VisitPlace, VisitTime } from '@mila/ui';
import { HoldLeft } from './hold-left';
import classes from './records.module.css';
import { isComing, VisitActions } from './visit-actions';

const hour = 3_600_000;

/** Block «Важное»: what waits for its payment, then the nearest visit, how long until it, and the way in (R103). */
export function Important() {
  const { t } = useTranslation('patient');
  const { data, error, refetch } = useInfiniteQuery(bookingsQuery('upcoming'));
  const waits = data?.pages[0]?.items.some(({ status }) => status === 'held');
  const now = useServerNow(waits ? 1000 : 30_000);
  const coming = data?.pages[0]?.items.filter((item) => isComing(item, now)) ?? [];
  const held = coming.filter(({ status }) => status === 'held');
  const nearest = coming.find(({ status }) => status === 'confirmed');
  const shown = nearest ? [...held, nearest] : held;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (shown.length === 0) return null;
  return (
    <Stack gap="sm" component="section" aria-labelledby="important">
      <Title order={2} id="important">
        {t('home.important')}
      </Title>
      {shown.map((booking) => (
        <ImportantVisit key={booking.booking_id} booking={booking} now={now} />
      ))}
    </Stack>
  );
}

function ImportantVisit({ booking, now }: { booking: Booking; now: number }) {
  return (
    <Card className={classes.important} component="article">
      <Stack gap="md">
        <Group justify="space-between" gap="xs">
          <Text component="div" fw={600} fz="lg" className="numerals" miw={0}>
            <VisitTime booking={booking} />
            <Text component="div" fw={400}>
              {booking.visit_type === 'clinic' && <VisitPlace booking={booking} />}
            </Text>
          </Text>
          {booking.status === 'held' ? <HoldLeft booking={booking} /> : <Until booking={booking} now={now} />}
        </Group>
        <Group justify="space-between" align="flex-end" gap="md">
          <DoctorLine doctorId={booking.doctor_id} />
          <VisitActions booking={booking} />
        </Group>
      </Stack>
    </Card>
  );
}

function Until({ booking, now }: { booking: Booking; now: number }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const left = Date.parse(booking.starts_at) - now;
  return (
    <Text c="var(--mila-now)" fw={600} className="numerals">
      {left <= 0 && t('records.goesOn')}
      {left > 0 && `${t('records.startsIn')}: `}
      {left > 0 && (left < hour ? <Countdown until={booking.starts_at} /> : format.span(left))}
    </Text>
  );
}
