import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { Countdown } from '@mila/ui';

/** How long a time that is not taken yet is still kept (R074), or that it no longer is. */
export function HoldLeft({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  if (booking.status === 'expired')
    return (
      <Text role="status" fw={600}>
        {t(booking.prepaid ? 'hold.over' : 'hold.overAnswer')}
      </Text>
    );
  if (booking.status !== 'held' || !booking.hold_expires_at) return null;
  return (
    <Text c="var(--mila-now)" fw={600} className="numerals">
      {t(booking.prepaid ? 'records.payIn' : 'records.takeIn')} <Countdown until={booking.hold_expires_at} />
    </Text>
  );
}
