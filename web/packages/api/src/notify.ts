import { queryOptions } from '@tanstack/react-query';
import type { components } from './generated/notify';
import { answer, notify } from './http';

export type Notice = components['schemas']['NoticeView'];

export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: () => answer(notify.GET('/api/notify/notices')),
  refetchInterval: 30_000,
});

export const markNoticeRead = (id: string) =>
  answer(notify.POST('/api/notify/notices/{notice_id}/reading', { params: { path: { notice_id: id } } }));

export const markAllNoticesRead = () => answer(notify.POST('/api/notify/notices/reading'));

export const invitationUrl = (bookingId: string): string => `/api/notify/visits/${bookingId}/invitation`;

/** Whether there is a calendar entry of this visit to take away. */
export const invitationQuery = (bookingId: string) =>
  queryOptions({
    queryKey: ['invitation', bookingId],
    queryFn: async () => (await fetch(invitationUrl(bookingId), { credentials: 'same-origin' })).ok,
    retry: false,
  });
