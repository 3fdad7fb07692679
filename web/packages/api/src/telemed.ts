import { queryOptions } from '@tanstack/react-query';
import type { components } from './generated/telemed';
import { answer, telemed } from './http';

export type Room = components['schemas']['RoomView'];
export type Presence = components['schemas']['Presence'];

export const roomQuery = (bookingId: string) =>
  queryOptions({
    queryKey: ['room', bookingId],
    queryFn: () =>
      answer(telemed.GET('/api/telemed/rooms/{booking_id}', { params: { path: { booking_id: bookingId } } })),
  });

export const presenceQuery = (bookingIds: readonly string[]) =>
  queryOptions({
    queryKey: ['presence', bookingIds],
    queryFn: () =>
      answer(
        telemed.GET('/api/telemed/presence', { params: { query: { booking_ids: bookingIds.join(',') } } }),
      ),
    enabled: bookingIds.length > 0,
    refetchInterval: 10_000,
  });
