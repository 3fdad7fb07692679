import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from './generated/medcard';
import { answer, medcard } from './http';

type Schemas = components['schemas'];
export type MedicalDocument = Schemas['DocumentView'];
export type DocumentKind = MedicalDocument['kind'];
export type DocumentAccess = MedicalDocument['access'];
export type Reading = Schemas['ReadingView'];
export type ReadingPurpose = Schemas['Reading'];
export type Conclusion = Schemas['ConclusionView'];
export type ConclusionText = Schemas['ConclusionBody'];
export type Diagnosis = Schemas['DiagnosisView'];

export const documentsQuery = (kind?: DocumentKind) =>
  infiniteQueryOptions({
    queryKey: ['documents', kind ?? 'all'],
    queryFn: ({ pageParam }) =>
      answer(medcard.GET('/api/medcard/documents', { params: { query: { kind, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

const document = (id: string) => ({ params: { path: { document_id: id } } });

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ['document', id],
    queryFn: () => answer(medcard.GET('/api/medcard/documents/{document_id}', document(id))),
  });

export const readingsQuery = (id: string) =>
  queryOptions({
    queryKey: ['document', id, 'readings'],
    queryFn: () => answer(medcard.GET('/api/medcard/documents/{document_id}/readings', document(id))),
  });

/** The purpose is what the access log will say. */
export const documentFileUrl = (id: string, purpose: ReadingPurpose): string =>
  `/api/medcard/documents/${id}/file?purpose=${purpose}`;

export function addDocument(upload: { file: File; title: string; documentDate?: string }) {
  const form = new FormData();
  form.set('file', upload.file);
  form.set('title', upload.title);
  if (upload.documentDate) form.set('document_date', upload.documentDate);
  return answer(
    medcard.POST('/api/medcard/documents', {
      body: form as never,
      bodySerializer: (body: unknown) => body as FormData,
    }),
  );
}

export const removeDocument = (id: string) =>
  answer(medcard.DELETE('/api/medcard/documents/{document_id}', document(id)));

export const setDocumentAccess = (id: string, access: DocumentAccess) =>
  answer(medcard.PUT('/api/medcard/documents/{document_id}/access', { ...document(id), body: { access } }));

const visit = (id: string) => ({ params: { path: { booking_id: id } } });

export const conclusionQuery = (bookingId: string) =>
  queryOptions({
    queryKey: ['conclusion', bookingId],
    queryFn: () => answer(medcard.GET('/api/medcard/visits/{booking_id}/conclusion', visit(bookingId))),
  });

export const conclusionPreviewUrl = (bookingId: string): string =>
  `/api/medcard/visits/${bookingId}/conclusion/preview`;

export const saveConclusion = (bookingId: string, body: ConclusionText) =>
  answer(medcard.PUT('/api/medcard/visits/{booking_id}/conclusion', { ...visit(bookingId), body }));

export const issueConclusion = (bookingId: string, key: string) =>
  answer(
    medcard.POST('/api/medcard/visits/{booking_id}/conclusion/issuance', {
      params: { path: { booking_id: bookingId }, header: { 'Idempotency-Key': key } },
    }),
  );

export const diagnosesQuery = (q: string) =>
  queryOptions({
    queryKey: ['icd10', q],
    queryFn: ({ signal }) => answer(medcard.GET('/api/medcard/icd10', { params: { query: { q } }, signal })),
    enabled: q.trim().length > 1,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });

export type Preparation = Schemas['PreparationView'];
export type PreparationText = Schemas['PreparationBody'];
export type Brought = Schemas['BroughtView'];

export const preparationQuery = (bookingId: string) =>
  queryOptions({
    queryKey: ['preparation', bookingId],
    queryFn: () => answer(medcard.GET('/api/medcard/visits/{booking_id}/preparation', visit(bookingId))),
  });

export const savePreparation = (bookingId: string, body: PreparationText) =>
  answer(medcard.PUT('/api/medcard/visits/{booking_id}/preparation', { ...visit(bookingId), body }));

export const broughtQuery = (bookingId: string) =>
  queryOptions({
    queryKey: ['brought', bookingId],
    queryFn: () => answer(medcard.GET('/api/medcard/visits/{booking_id}/brought', visit(bookingId))),
  });

export const broughtFileUrl = (bookingId: string, documentId: string): string =>
  `/api/medcard/visits/${bookingId}/brought/${documentId}/file`;
