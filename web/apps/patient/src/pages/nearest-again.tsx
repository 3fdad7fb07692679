import type { Booking } from '@mila/api';
import { NearestTimes } from '../features/checkout/nearest-times';
import { useBooking } from '../features/choice/use-booking';

/** The way on from a lost time: another one is held with one press. */
export function NearestAgain({ booking }: { booking: Booking }) {
  const { book, busy, error } = useBooking();
  return <NearestTimes booking={booking} busy={busy} error={error} onSlot={(slot) => book(booking, slot)} />;
}
