import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  bookingQuery,
  createBooking,
  keys,
  newIdempotencyKey,
  type Offering,
  type Slot,
  worthRetrying,
} from '@mila/api';

interface Intention {
  offering: Pick<Offering, 'offering_id'>;
  slot: Slot;
  key: string;
}

/** Is it paid before the visit? Then the slot is held first; otherwise booking is final at once (1.15). */
export const isPrepaid = (offering: Offering): boolean =>
  offering.visit_type === 'online' && offering.price_kopecks > 0;

/** Takes a slot and goes on to «Завершить запись», or to the result when there is nothing to pay (R067). */
export function useBooking() {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const take = useMutation({
    mutationFn: ({ offering, slot, key }: Intention) =>
      createBooking({ offering_id: offering.offering_id, starts_at: slot.starts_at }, key),
    retry: worthRetrying,
    onSuccess: async (booking) => {
      cache.setQueryData(bookingQuery(booking.booking_id).queryKey, booking);
      void cache.invalidateQueries({ queryKey: keys.bookings });
      const to = booking.status === 'held' ? '/booking/$id' : '/booking/$id/result';
      await navigate({ to, params: { id: booking.booking_id } });
    },
    onSettled: () => cache.invalidateQueries({ queryKey: keys.slots }),
  });
  const book = (offering: Intention['offering'], slot: Slot) =>
    take.mutate({ offering, slot, key: newIdempotencyKey() });
  const wanted = take.variables;
  return {
    book,
    /** The same time once more, now that nothing is in its way. */
    again: () => wanted && book(wanted.offering, wanted.slot),
    busy: take.isPending,
    taking: take.isPending ? wanted?.slot : undefined,
    error: take.error,
    forget: take.reset,
  };
}
