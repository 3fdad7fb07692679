import { queryOptions } from '@tanstack/react-query';
import type { components } from './generated/telemed';
import { answer, telemed } from './http';
import { keys } from './keys';

export type Room = components['schemas']['RoomRead'];
export type Presence = components['schemas']['PresenceRead'];

export const roomQuery = (bookingId: string) =>
  queryOptions({
    queryKey: keys.room(bookingId),
    queryFn: () =>
      answer(telemed.GET('/api/telemed/rooms/{booking_id}', { params: { path: { booking_id: bookingId } } })),
  });

/** Confirms to the room that the session behind its socket still holds. */
export const confirmSession = (bookingId: string) =>
  answer(
    telemed.POST('/api/telemed/rooms/{booking_id}/session-confirmations', {
      params: { path: { booking_id: bookingId } },
    }),
  );

/** How good the connection was, 1–5; said again, it is changed. */
export const rateConnection = (bookingId: string, stars: number) =>
  answer(
    telemed.POST('/api/telemed/rooms/{booking_id}/rating', {
      params: { path: { booking_id: bookingId } },
      body: { stars },
    }),
  );

export type Check = components['schemas']['CheckRead'];

/** What a browser needs to look for its way to a consultation, without a room. */
export const createCheck = () => answer(telemed.POST('/api/telemed/checks'));

export const checkSocketUrl = (): string =>
  `${location.origin.replace(/^http/, 'ws')}/api/telemed/checks/socket`;

export const presenceQuery = (bookingIds: readonly string[]) =>
  queryOptions({
    queryKey: [...keys.presence, bookingIds],
    queryFn: () =>
      answer(
        telemed.GET('/api/telemed/presence', { params: { query: { booking_ids: bookingIds.join(',') } } }),
      ),
    enabled: bookingIds.length > 0,
    refetchInterval: 10_000,
  });
