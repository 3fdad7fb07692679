import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { components, operations } from './generated/booking';
import { answer, booking } from './http';
import { serverNow } from './server-clock';
import { keys } from './keys';

type Schemas = components['schemas'];
export type Booking = Schemas['BookingRead'];
export type Slot = Schemas['SlotRead'];
export type Opening = Schemas['OpeningRead'];
export type OpeningFilter = Omit<operations['list_openings']['parameters']['query'], 'doctor_ids'>;
export type WaitlistEntry = Schemas['WaitlistEntryRead'];
export type SlotDay = Schemas['SlotDayRead'];
export type Cancellation = Schemas['CancellationRead'];

export const slotsQuery = (choice: { doctorId: string; offeringId: string; from: string; days: number }) =>
  queryOptions({
    queryKey: [...keys.slots, choice.doctorId, choice.offeringId, choice.from, choice.days],
    queryFn: ({ signal }) =>
      answer(
        booking.GET('/api/booking/doctors/{doctor_id}/slots', {
          params: {
            path: { doctor_id: choice.doctorId },
            query: { offering_id: choice.offeringId, from: choice.from, days: choice.days },
          },
          signal,
        }),
      ),
    staleTime: 10_000,
    refetchInterval: 60_000,
  });

/** The booking as it stands now: a hold whose time is over is over, whether or not the server has said so yet. */
export const asOf = <Seen extends Pick<Booking, 'status' | 'hold_expires_at'>>(
  seen: Seen,
  now: number,
): Seen =>
  seen.status === 'held' && seen.hold_expires_at && Date.parse(seen.hold_expires_at) <= now
    ? { ...seen, status: 'expired' }
    : seen;

const letGo: readonly Booking['status'][] = ['expired', 'released', 'declined'];

/** A hold that ended without a visit: its time ran out, or its patient let it go. */
export const isLetGo = (status?: Booking['status']): boolean =>
  status !== undefined && letGo.includes(status);

/** How soon to ask again: when the first of these moments passes, then often, until the server has seen it too. */
const untilSeen = (moments: (string | null | undefined)[]): number => {
  const first = Math.min(...moments.map((moment) => (moment ? Date.parse(moment) : Infinity)));
  return Math.max(2000, first - serverNow());
};

/** The server is asked again about holds that end, until it agrees that they have. */
export const untilAgreed = (seen: readonly Booking[] = []): number | false => {
  const held = seen.filter(({ status }) => status === 'held');
  return held.length > 0 && untilSeen(held.map((booking) => booking.hold_expires_at));
};

const doctorsAtOnce = 100;

/** The next free time of each of these doctors that fits, the soonest first. */
export const openingsQuery = (doctorIds: readonly string[], fitting: OpeningFilter = {}) =>
  queryOptions({
    queryKey: [...keys.openings, doctorIds, fitting],
    queryFn: async ({ signal }) => {
      const parts = Array.from({ length: Math.ceil(doctorIds.length / doctorsAtOnce) }, (_, at) => {
        const doctor_ids = doctorIds.slice(at * doctorsAtOnce, (at + 1) * doctorsAtOnce).join(',');
        const query = { ...fitting, doctor_ids };
        return answer(booking.GET('/api/booking/openings', { params: { query }, signal }));
      });
      const items = (await Promise.all(parts)).flatMap((part) => part.items);
      return items.sort((one, other) => one.starts_at.localeCompare(other.starts_at));
    },
    enabled: doctorIds.length > 0,
    staleTime: 30_000,
  });

export const bookingsQuery = (when: 'upcoming' | 'past') =>
  infiniteQueryOptions({
    queryKey: [...keys.bookings, when],
    queryFn: ({ pageParam }) =>
      answer(booking.GET('/api/booking/bookings', { params: { query: { when, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: ({ state }) => untilAgreed(state.data?.pages.flatMap(({ items }) => items)),
  });

const path = (id: string) => ({ params: { path: { booking_id: id } } });

export const bookingQuery = (id: string) =>
  queryOptions({
    queryKey: keys.booking(id),
    queryFn: () => answer(booking.GET('/api/booking/bookings/{booking_id}', path(id))),
  });

export const cancellationQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.booking(id), 'cancellation'],
    queryFn: () => answer(booking.GET('/api/booking/bookings/{booking_id}/cancellation', path(id))),
    staleTime: 0,
  });

export const visitsQuery = (date: string) =>
  queryOptions({
    queryKey: [...keys.visits, date],
    queryFn: () => answer(booking.GET('/api/booking/visits', { params: { query: { date } } })),
    refetchInterval: 60_000,
  });

export const createBooking = (body: { offering_id: string; starts_at: string }, key: string) =>
  answer(booking.POST('/api/booking/bookings', { body, params: { header: { 'Idempotency-Key': key } } }));

/** `expectedRefund` is what the person saw would still come, in kopecks; another sum is then refused, not hidden. */
export const cancelBooking = (id: string, expectedRefund?: number) =>
  answer(
    booking.POST('/api/booking/bookings/{booking_id}/cancellation', {
      ...path(id),
      body: { expected_refund_kopecks: expectedRefund },
    }),
  );

export const rescheduleBooking = (id: string, startsAt: string, key: string) =>
  answer(
    booking.POST('/api/booking/bookings/{booking_id}/rescheduling', {
      params: { path: { booking_id: id }, header: { 'Idempotency-Key': key } },
      body: { starts_at: startsAt },
    }),
  );

/** Says yes to an offered time that needs no prepayment (`prepaid` is false, status `held`). */
export const confirmBooking = (id: string) =>
  answer(booking.POST('/api/booking/bookings/{booking_id}/confirmation', path(id)));

export const waitlistQuery = queryOptions({
  queryKey: keys.waitlist,
  queryFn: () => answer(booking.GET('/api/booking/waitlist')),
  refetchInterval: ({ state }) =>
    Math.min(60_000, untilSeen(state.data?.items.map(({ offer }) => offer?.hold_expires_at) ?? [])),
});

/** Waits for a time of the offering; days are those of the clinic, an absent one is an open end. */
export const joinWaitlist = (body: { offering_id: string; from_day?: string; until_day?: string }) =>
  answer(booking.POST('/api/booking/waitlist', { body }));

export const leaveWaitlist = (id: string) =>
  answer(booking.DELETE('/api/booking/waitlist/{entry_id}', { params: { path: { entry_id: id } } }));
