import { useMutation, useQueryClient } from '@tanstack/react-query';
import { bookingQuery, cancelBooking } from '@mila/api';

/** Lets a held time go; afterwards everybody who shows it knows. */
export function useDrop(onDropped?: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (bookingId: string) => cancelBooking(bookingId),
    onSuccess: async (dropped) => {
      onDropped?.();
      cache.setQueryData(bookingQuery(dropped.booking_id).queryKey, dropped);
      await Promise.all(
        ['bookings', 'slots', 'waitlist'].map((name) => cache.invalidateQueries({ queryKey: [name] })),
      );
    },
    onError: (_error, id) => cache.invalidateQueries({ queryKey: ['booking', id] }),
  });
}
