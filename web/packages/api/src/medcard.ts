import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components, operations } from './generated/medcard';
import { answer, medcard, send } from './http';
import { keys } from './keys';

type Schemas = components['schemas'];
export type MedicalDocument = Schemas['DocumentRead'];
export type DocumentKind = MedicalDocument['kind'];
export type DocumentAccess = MedicalDocument['access'];
export type Reading = Schemas['AccessLogEntryRead'];
export type FileState = Schemas['FileState'];
export type ReadingPurpose = Schemas['AccessAction'];
export type Conclusion = Schemas['ConclusionRead'];
export type ConclusionText = Schemas['ConclusionUpdate'];
export type Diagnosis = Schemas['DiagnosisRead'];

export type DocumentFilters = Omit<
  NonNullable<operations['list_documents']['parameters']['query']>,
  'cursor' | 'limit'
>;

export const documentsQuery = (filters: DocumentFilters = {}) =>
  infiniteQueryOptions({
    queryKey: [...keys.documents, filters],
    queryFn: ({ pageParam }) =>
      answer(medcard.GET('/api/medcard/documents', { params: { query: { ...filters, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });

/** The doctors whose conclusions are in the medcard. */
export const authorsQuery = queryOptions({
  queryKey: [...keys.documents, 'authors'],
  queryFn: () => answer(medcard.GET('/api/medcard/authors')),
});

const document = (id: string) => ({ params: { path: { document_id: id } } });

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: keys.document(id),
    queryFn: () => answer(medcard.GET('/api/medcard/documents/{document_id}', document(id))),
  });

export const readingsQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.document(id), 'readings'],
    queryFn: () => answer(medcard.GET('/api/medcard/documents/{document_id}/readings', document(id))),
  });

/** Where the file lies; the purpose is what the access log will say. */
export const documentFileUrl = (id: string, purpose: ReadingPurpose): string =>
  `/api/medcard/documents/${id}/file?purpose=${purpose}`;

/** The file itself; the purpose is what the access log will say. */
export const documentFile = (id: string, purpose: ReadingPurpose): Promise<Blob> =>
  answer(
    medcard.GET('/api/medcard/documents/{document_id}/file', {
      params: { path: { document_id: id }, query: { purpose } },
      parseAs: 'blob',
    }) as Promise<{ data?: Blob; error?: unknown; response: Response }>,
  );

/** What the medcard takes, and how much of it; the service judges by the content once more. */
export const uploadTypes = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'text/plain',
];
export const mostUploadBytes = 20 * 1024 * 1024;

export interface Upload {
  file: File;
  title: string;
  documentDate?: string;
}

/** Sends a file; `onProgress` receives the part that has left, 0 to 1. */
export function addDocument(upload: Upload, onProgress?: (part: number) => void) {
  const form = new FormData();
  form.set('file', upload.file);
  form.set('title', upload.title);
  if (upload.documentDate) form.set('document_date', upload.documentDate);
  return send<MedicalDocument>('/api/medcard/documents', form, onProgress);
}

export const writeNote = (body: Schemas['NoteCreate']) =>
  answer(medcard.POST('/api/medcard/notes', { body }));

export const changeDocument = (id: string, body: Schemas['DocumentUpdate']) =>
  answer(medcard.PUT('/api/medcard/documents/{document_id}', { ...document(id), body }));

export const removeDocument = (id: string) =>
  answer(medcard.DELETE('/api/medcard/documents/{document_id}', document(id)));

export const setDocumentAccess = (id: string, access: DocumentAccess) =>
  answer(medcard.PUT('/api/medcard/documents/{document_id}/access', { ...document(id), body: { access } }));

const visit = (id: string) => ({ params: { path: { booking_id: id } } });

export const conclusionQuery = (bookingId: string) =>
  queryOptions({
    queryKey: keys.conclusion(bookingId),
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
    queryKey: [...keys.diagnoses, q],
    queryFn: ({ signal }) => answer(medcard.GET('/api/medcard/icd10', { params: { query: { q } }, signal })),
    enabled: q.trim().length > 1,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });

export type Preparation = Schemas['PreparationRead'];
export type PreparationText = Schemas['PreparationUpdate'];
export type Brought = Schemas['PreparationForDoctorRead'];

export const preparationQuery = (bookingId: string) =>
  queryOptions({
    queryKey: [...keys.preparation, bookingId],
    queryFn: () => answer(medcard.GET('/api/medcard/visits/{booking_id}/preparation', visit(bookingId))),
  });

export const savePreparation = (bookingId: string, body: PreparationText) =>
  answer(medcard.PUT('/api/medcard/visits/{booking_id}/preparation', { ...visit(bookingId), body }));

export const broughtQuery = (bookingId: string) =>
  queryOptions({
    queryKey: keys.brought(bookingId),
    queryFn: () => answer(medcard.GET('/api/medcard/visits/{booking_id}/brought', visit(bookingId))),
  });

export const broughtFileUrl = (bookingId: string, documentId: string): string =>
  `/api/medcard/visits/${bookingId}/brought/${documentId}/file`;
