import { Divider, Group, Stack, Text } from '@mantine/core';
import { IconReceiptRefund } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { DoctorLine, DetailList, useFormat, useServerNow, VisitPlace, VisitTime } from '@mila/ui';

/** Everything to check again before paying (R071, R073). */
export function BookingDetails({ booking }: { booking: Booking }) {
  const { t } = useTranslation(['patient', 'common']);
  const format = useFormat();
  const minutes = (Date.parse(booking.ends_at) - Date.parse(booking.starts_at)) / 60_000;
  const price = booking.price_kopecks ? format.money(booking.price_kopecks) : t('choice.free');
  return (
    <Stack gap="md">
      <DoctorLine doctorId={booking.doctor_id} size={72} />
      <Divider />
      <DetailList
        details={[
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

/** The refund rule in words, with the very moment it turns, and what happens when somebody does not come (R073, R090, R091). */
export function RefundRule({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const late = useServerNow(10_000) > Date.parse(booking.refund_deadline_at);
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <IconReceiptRefund size={22} stroke={1.6} style={{ flex: 'none', marginTop: 2 }} aria-hidden />
      <Stack gap="xs">
        <Text>
          {late
            ? t('checkout.ruleLate')
            : t('checkout.rule', { deadline: format.dateTime(booking.refund_deadline_at) })}
        </Text>
        <Text>{t('checkout.noShow')}</Text>
      </Stack>
    </Group>
  );
}
