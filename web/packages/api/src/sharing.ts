import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { components } from './generated/medcard';
import { answer, medcard } from './http';
import type { ReadingPurpose } from './medcard';
import { keys } from './keys';

type Schemas = components['schemas'];
export type Share = Schemas['ShareRead'];
export type ShareRequest = Schemas['ShareCreate'];
export type MedcardAccess = Schemas['AccessRead'];
export type SharedMedcard = Schemas['SharedDocumentsRead'];
export type SharedDocument = Schemas['SharedDocumentRead'];

export const sharesQuery = queryOptions({
  queryKey: keys.shares,
  queryFn: () => answer(medcard.GET('/api/medcard/shares')),
});

export const makeShare = (body: ShareRequest, key: string) =>
  answer(medcard.POST('/api/medcard/shares', { params: { header: { 'Idempotency-Key': key } }, body }));

const share = (id: string) => ({ params: { path: { share_id: id } } });

/** Where the link leads; asked for each time and kept only while it is shown. */
export const shareAddressQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.shareAddress, id],
    queryFn: async () => {
      const { token } = await answer(medcard.GET('/api/medcard/shares/{share_id}/link', share(id)));
      return `${location.origin}/s/${token}`;
    },
    gcTime: 0,
    staleTime: Infinity,
  });

export const revokeShare = (id: string) =>
  answer(medcard.POST('/api/medcard/shares/{share_id}/revocation', share(id)));

/** Who read documents and opened links; the patient's own looks too when `own`. */
export const accessesQuery = (own: boolean) =>
  infiniteQueryOptions({
    queryKey: [...keys.accesses, own],
    queryFn: ({ pageParam }) =>
      answer(medcard.GET('/api/medcard/accesses', { params: { query: { own, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

/** The other end of a link: the token goes in a body, the key in a header, neither into any address. */
export const openShare = (token: string, code?: string) =>
  answer(medcard.POST('/api/medcard/shared/openings', { body: { token, code } }));

const opened = (key: string) => ({ 'X-Share-Key': key });

export const sharedMedcardQuery = (key: string) =>
  queryOptions({
    queryKey: [...keys.shared, key],
    queryFn: () => answer(medcard.GET('/api/medcard/shared/documents', { params: { header: opened(key) } })),
    staleTime: 0,
    refetchInterval: 30_000,
  });

export const sharedFile = (key: string, id: string, purpose: ReadingPurpose): Promise<Blob> =>
  answer(
    medcard.GET('/api/medcard/shared/documents/{document_id}/file', {
      params: { header: opened(key), path: { document_id: id }, query: { purpose } },
      parseAs: 'blob',
    }) as Promise<{ data?: Blob; error?: unknown; response: Response }>,
  );
