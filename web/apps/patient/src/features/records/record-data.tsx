import { Card, Divider, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { DoctorLine, DetailList, useFormat, VisitPlace, VisitTime } from '@mila/ui';

/** Data of the visit, in the reader's zone and, when it differs, in the clinic's (R105). */
export function RecordData({ booking }: { booking: Booking }) {
  const { t } = useTranslation(['patient', 'common']);
  const format = useFormat();
  const minutes = (Date.parse(booking.ends_at) - Date.parse(booking.starts_at)) / 60_000;
  return (
    <Card component="section" aria-label={t('record.data')}>
      <Stack gap="md">
        <DoctorLine doctorId={booking.doctor_id} size={72} />
        <Divider />
        <DetailList
          details={[
            { label: t('checkout.when'), value: <VisitTime booking={booking} /> },
            { label: t('checkout.service'), value: booking.service_title },
            { label: t('checkout.type'), value: t(`common:visitType.${booking.visit_type}`) },
            { label: t('checkout.duration'), value: format.minutes(minutes) },
            { label: t('checkout.clinic'), value: <VisitPlace booking={booking} /> },
            {
              label: booking.prepaid ? t('record.paid') : t('record.payClinic'),
              value: booking.price_kopecks ? format.money(booking.price_kopecks) : t('choice.free'),
            },
            { label: t('record.number'), value: booking.number },
          ]}
        />
      </Stack>
    </Card>
  );
}
