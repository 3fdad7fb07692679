import { Card, Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { registerRoomTexts } from '@mila/call';
import { DetailList, useFormat } from '@mila/ui';
import { VisitRoom } from './visit-room';

registerRoomTexts();

/** The left half of a visit: the room of an online consultation, or what is known of a visit in the clinic. */
export function RoomPane({ visit }: { visit: Booking }) {
  const { t } = useTranslation('doctor');
  const format = useFormat();
  if (visit.visit_type === 'online')
    return <VisitRoom key={visit.booking_id} bookingId={visit.booking_id} patientName={visit.patient_name} />;
  return (
    <Card component="section">
      <Stack gap="md">
        <Title order={2}>{t('visit.data')}</Title>
        <DetailList
          details={[
            { label: t('visit.patient'), value: visit.patient_name },
            { label: t('visit.service'), value: visit.service_title },
            { label: t('visit.when'), value: format.dateTime(visit.starts_at, visit.time_zone) },
          ]}
        />
      </Stack>
    </Card>
  );
}
