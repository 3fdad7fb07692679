import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { useFormat } from '../format/use-format';
import { zoneOffset } from '../format/zones';

/** When a visit begins: by the reader's clock and, when it differs, by the clinic's too. */
export function VisitTime({ booking }: { booking: Booking }) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const at = new Date(booking.starts_at);
  const elsewhere = zoneOffset(booking.time_zone, at) !== zoneOffset(format.zone, at);
  return (
    <>
      {format.dateTime(booking.starts_at)}
      {elsewhere && (
        <Text c="dimmed" fw={400}>
          {t('zone.clinic', { when: format.dateTime(booking.starts_at, booking.time_zone) })}
        </Text>
      )}
    </>
  );
}
