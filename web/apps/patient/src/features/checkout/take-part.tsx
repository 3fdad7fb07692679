import { Button, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Booking, bookingQuery, confirmBooking, keys, worthRetrying } from '@mila/api';
import { BookingProblem } from './booking-problem';

/** A kept time that costs nothing beforehand is taken with one press (R070). */
export function TakePart({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const cache = useQueryClient();
  const navigate = useNavigate();
  const id = booking.booking_id;
  const take = useMutation({
    mutationFn: () => confirmBooking(id),
    retry: worthRetrying,
    onSuccess: async (taken) => {
      // First away: this page leads a booking that is no longer held to its record.
      await navigate({ to: '/booking/$id/result', params: { id } });
      cache.setQueryData(bookingQuery(id).queryKey, taken);
      await cache.invalidateQueries({ queryKey: keys.bookings });
    },
    onError: () => cache.invalidateQueries({ queryKey: keys.booking(id) }),
  });
  return (
    <Stack gap="lg">
      <Text>{booking.price_kopecks ? t('checkout.takeHint') : t('checkout.takeFree')}</Text>
      <BookingProblem error={take.error} again={() => take.mutate()} forget={take.reset} />
      <Button size="lg" loading={take.isPending} onClick={() => take.mutate()}>
        {t('checkout.take')}
      </Button>
    </Stack>
  );
}
