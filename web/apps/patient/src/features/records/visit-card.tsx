import { Card, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { asOf, type Booking } from '@mila/api';
import { DoctorLine, StatusBadge, useServerNow, VisitPlace, VisitTime } from '@mila/ui';
import { HoldLeft } from './hold-left';
import { VisitActions } from './visit-actions';

/** A visit in a list. */
export function VisitCard({ booking: told }: { booking: Booking }) {
  const { t } = useTranslation('common');
  const booking = asOf(told, useServerNow(told.status === 'held' ? 1000 : 60_000));
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
