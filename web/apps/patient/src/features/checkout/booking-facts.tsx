import { Divider, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { DoctorLine, FactList, useFormat, VisitPlace, VisitTime } from '@mila/ui';

/** Everything to check again before paying (R071, R073). */
export function BookingFacts({ booking }: { booking: Booking }) {
  const { t } = useTranslation(['patient', 'common']);
  const format = useFormat();
  const minutes = (Date.parse(booking.ends_at) - Date.parse(booking.starts_at)) / 60_000;
  const price = booking.price_kopecks ? format.money(booking.price_kopecks) : t('choice.free');
  return (
    <Stack gap="md">
      <DoctorLine doctorId={booking.doctor_id} size={72} />
      <Divider />
      <FactList
        facts={[
          { label: t('checkout.service'), value: booking.service_title },
          { label: t('checkout.type'), value: t(`common:visitType.${booking.visit_type}`) },
          { label: t('checkout.when'), value: <VisitTime booking={booking} /> },
          { label: t('checkout.duration'), value: format.minutes(minutes) },
          { label: t('checkout.clinic'), value: <VisitPlace booking={booking} /> },
          {
            label: booking.prepaid ? t('checkout.price') : t('checkout.priceClinic'),
            value: (
              <Text span fw={700} fz="xl" className="numerals">
                {price}
              </Text>
            ),
          },
        ]}
      />
    </Stack>
  );
}
