import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components, operations } from './generated/catalog';
import { answer, catalog } from './http';

type Schemas = components['schemas'];
export type Suggestions = Schemas['Suggestions'];
export type DoctorCard = Schemas['DoctorCard'];
export type Doctor = Schemas['DoctorView'];
export type Offering = Schemas['OfferingView'];
export type Clinic = Schemas['ClinicView'];
export type VisitType = Offering['visit_type'];
export type DoctorFilter = Omit<NonNullable<operations['find_doctors']['parameters']['query']>, 'cursor'>;

export const suggestionsQuery = (q: string) =>
  queryOptions({
    queryKey: ['suggestions', q],
    queryFn: ({ signal }) =>
      answer(catalog.GET('/api/catalog/suggestions', { params: { query: { q } }, signal })),
    enabled: q.trim().length > 1,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const doctorsQuery = (filter: DoctorFilter) =>
  infiniteQueryOptions({
    queryKey: ['doctors', filter],
    queryFn: ({ pageParam, signal }) =>
      answer(
        catalog.GET('/api/catalog/doctors', { params: { query: { ...filter, cursor: pageParam } }, signal }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const doctorQuery = (slugOrId: string) =>
  queryOptions({
    queryKey: ['doctor', slugOrId],
    queryFn: () =>
      answer(catalog.GET('/api/catalog/doctors/{name}', { params: { path: { name: slugOrId } } })),
    staleTime: 60_000,
  });

export const clinicQuery = (slugOrId: string) =>
  queryOptions({
    queryKey: ['clinic', slugOrId],
    queryFn: () =>
      answer(catalog.GET('/api/catalog/clinics/{name}', { params: { path: { name: slugOrId } } })),
    staleTime: 60_000,
  });

export const specialitiesQuery = queryOptions({
  queryKey: ['specialities'],
  queryFn: () => answer(catalog.GET('/api/catalog/specialities')),
  staleTime: 300_000,
});
