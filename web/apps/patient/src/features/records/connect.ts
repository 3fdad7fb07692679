import { asOf, type Booking } from '@mila/api';

const tolerance = 15 * 60_000;

/** The room is open from the booking on, until 15 minutes after the planned end (R100, R109, 1.15). */
export const canConnect = (booking: Booking, now: number): boolean =>
  booking.visit_type === 'online' &&
  booking.status === 'confirmed' &&
  now < Date.parse(booking.ends_at) + tolerance;

export const isComing = (booking: Booking, now: number): boolean => {
  const { status } = asOf(booking, now);
  return (status === 'confirmed' || status === 'held') && now < Date.parse(booking.ends_at) + tolerance;
};
