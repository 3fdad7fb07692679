import { Card, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { DoctorLine, StatusBadge, useFormat } from '@mila/ui';
import { HoldLeft } from './hold-left';
import { VisitActions } from './visit-actions';

/** A visit in a list. */
export function VisitCard({ booking }: { booking: Booking }) {
  const { t } = useTranslation('common');
  const format = useFormat();
  return (
    <Card component="article">
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="xs">
          <Text fw={600} fz="lg" className="numerals">
            {format.dateTime(booking.starts_at)}
          </Text>
          <StatusBadge status={booking.status} />
        </Group>
        {booking.status === 'held' && <HoldLeft booking={booking} />}
        <DoctorLine doctorId={booking.doctor_id} />
        <Group justify="space-between" align="flex-end" gap="md">
          <Text c="dimmed" flex="1 1 240px">
            {booking.service_title}. {t(`visitType.${booking.visit_type}`)}
            {booking.visit_type === 'clinic' && `: ${booking.clinic_title}`}
          </Text>
          <VisitActions booking={booking} />
        </Group>
      </Stack>
    </Card>
  );
}
