import { Divider, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { DoctorLine, FactList, useFormat, zoneOffset } from '@mila/ui';

/** Everything to check again before paying (R071, R073). */
export function BookingFacts({ booking }: { booking: Booking }) {
  const { t } = useTranslation(['patient', 'common']);
  const format = useFormat();
  const at = new Date(booking.starts_at);
  const minutes = (Date.parse(booking.ends_at) - at.getTime()) / 60_000;
  const elsewhere = zoneOffset(booking.time_zone, at) !== zoneOffset(format.zone, at);
  const when = (
    <>
      {format.dateTime(booking.starts_at)}
      {elsewhere && (
        <Text c="dimmed" fw={400}>
          {t('records.inZone', { when: format.dateTime(booking.starts_at, booking.time_zone) })}
        </Text>
      )}
    </>
  );
  const price = booking.price_kopecks ? format.money(booking.price_kopecks) : t('choice.free');
  return (
    <Stack gap="md">
      <DoctorLine doctorId={booking.doctor_id} size={72} />
      <Divider />
      <FactList
        facts={[
          { label: t('checkout.service'), value: booking.service_title },
          { label: t('checkout.type'), value: t(`common:visitType.${booking.visit_type}`) },
          { label: t('checkout.when'), value: when },
          { label: t('checkout.duration'), value: format.minutes(minutes) },
          { label: t('checkout.clinic'), value: booking.clinic_title },
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
