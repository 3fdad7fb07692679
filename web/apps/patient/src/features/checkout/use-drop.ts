import { useMutation, useQueryClient } from '@tanstack/react-query';
import { bookingQuery, cancelBooking, keys } from '@mila/api';

/** Lets a held time go; afterwards everybody who shows it knows. */
export function useDrop(onDropped?: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (bookingId: string) => cancelBooking(bookingId),
    onSuccess: async (dropped) => {
      onDropped?.();
      cache.setQueryData(bookingQuery(dropped.booking_id).queryKey, dropped);
      await Promise.all(
        [keys.bookings, keys.slots, keys.waitlist].map((queryKey) => cache.invalidateQueries({ queryKey })),
      );
    },
    onError: (_error, id) => cache.invalidateQueries({ queryKey: keys.booking(id) }),
  });
}
