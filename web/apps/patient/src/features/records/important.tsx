import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Booking, bookingsQuery } from '@mila/api';
import { Countdown, DoctorLine, useFormat, useServerNow } from '@mila/ui';
import { isComing } from './connect';
import classes from './records.module.css';
import { VisitActions } from './visit-actions';

const hour = 3_600_000;

/** Block «Важное»: the nearest visit, how long until it, and the way in (R103). */
export function Important() {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const now = useServerNow(30_000);
  const { data } = useInfiniteQuery(bookingsQuery('upcoming'));
  const booking = data?.pages[0]?.items.find((item) => isComing(item, now));
  if (!booking) return null;
  return (
    <Stack gap="sm" component="section">
      <Title order={2}>{t('home.important')}</Title>
      <Card className={classes.important}>
        <Stack gap="md">
          <Group justify="space-between" gap="xs">
            <Text fw={600} fz="lg" className="numerals">
              {format.dateTime(booking.starts_at)}
            </Text>
            <Until booking={booking} now={now} />
          </Group>
          <Group justify="space-between" align="flex-end" gap="md">
            <DoctorLine doctorId={booking.doctor_id} />
            <VisitActions booking={booking} />
          </Group>
        </Stack>
      </Card>
    </Stack>
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
