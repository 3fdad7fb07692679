import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  type Booking,
  bookingQuery,
  keys,
  newIdempotencyKey,
  rescheduleBooking,
  worthRetrying,
} from '@mila/api';

/** Another time for the same visit; the money stays where it is (R094, R108). */
export function useMove(booking: Booking, onMoved: (previous: string) => void) {
  const cache = useQueryClient();
  const id = booking.booking_id;
  const move = useMutation({
    mutationFn: ({ to, key }: { to: string; from: string; key: string }) => rescheduleBooking(id, to, key),
    retry: worthRetrying,
    onSuccess: async (moved, { from }) => {
      cache.setQueryData(bookingQuery(id).queryKey, moved);
      onMoved(from);
      await Promise.all(
        [keys.bookings, keys.invitation, keys.preparation].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      );
    },
    onSettled: () => cache.invalidateQueries({ queryKey: keys.slots }),
  });
  const begin = (to: string) => move.mutate({ to, from: booking.starts_at, key: newIdempotencyKey() });
  return {
    move: begin,
    /** The same time once more, now that nothing is in its way. */
    again: () => move.variables && begin(move.variables.to),
    busy: move.isPending,
    error: move.error,
    forget: move.reset,
  };
}

export type Move = ReturnType<typeof useMove>;
