import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { Countdown } from '@mila/ui';

/** How long a time that is not taken yet is still kept (R074). */
export function HoldLeft({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const cache = useQueryClient();
  if (!booking.hold_expires_at) return null;
  return (
    <Text c="var(--mila-now)" fw={600} className="numerals">
      {t(booking.prepaid ? 'records.payIn' : 'records.takeIn')}{' '}
      <Countdown
        until={booking.hold_expires_at}
        onEnd={() => void cache.invalidateQueries({ queryKey: ['bookings'] })}
      />
    </Text>
  );
}
