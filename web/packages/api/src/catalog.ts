import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components, operations } from './generated/catalog';
import { answer, catalog } from './http';
import { keys } from './keys';

type Schemas = components['schemas'];
export type Suggestions = Schemas['SuggestionsRead'];
export type DoctorCard = Schemas['DoctorCardRead'];
export type Doctor = Schemas['DoctorRead'];
export type Offering = Schemas['OfferingRead'];
export type Clinic = Schemas['ClinicRead'];
export type VisitType = Offering['visit_type'];
export type DoctorWishes = NonNullable<operations['list_doctor_ids']['parameters']['query']>;

/** The postal address in one line; a clinic published without its city has it in the address. */
export const placeOf = ({ city, address }: { city?: string | null; address: string }) =>
  city ? `${city}, ${address}` : address;

export const suggestionsQuery = (q: string) =>
  queryOptions({
    queryKey: [...keys.suggestions, q],
    queryFn: ({ signal }) =>
      answer(catalog.GET('/api/catalog/suggestions', { params: { query: { q } }, signal })),
    enabled: q.trim().length > 1,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** Everybody who fits, in the order asked for. Who is free when is booking's to say: see `openingsQuery`. */
export const doctorIdsQuery = (wishes: DoctorWishes) =>
  queryOptions({
    queryKey: [...keys.doctorIds, wishes],
    queryFn: ({ signal }) =>
      answer(catalog.GET('/api/catalog/doctor-ids', { params: { query: wishes }, signal })),
    staleTime: 60_000,
  });

const cardsAtOnce = 10;

/** The cards of these doctors in this order, page after page; prices are those of what fits the wishes. */
export const doctorCardsQuery = (
  ids: readonly string[],
  { visit_type, clinic, price_to_kopecks }: DoctorWishes,
) =>
  infiniteQueryOptions({
    queryKey: [...keys.doctorCards, ids, visit_type, clinic, price_to_kopecks],
    queryFn: ({ pageParam, signal }) => {
      const doctor_ids = ids.slice(pageParam, pageParam + cardsAtOnce).join(',');
      const query = { doctor_ids, visit_type, clinic, price_to_kopecks, limit: cardsAtOnce };
      return answer(catalog.GET('/api/catalog/doctors', { params: { query }, signal }));
    },
    initialPageParam: 0,
    getNextPageParam: (_page, _pages, from) =>
      from + cardsAtOnce < ids.length ? from + cardsAtOnce : undefined,
    enabled: ids.length > 0,
    staleTime: 60_000,
  });

export const doctorQuery = (slugOrId: string) =>
  queryOptions({
    queryKey: [...keys.doctor, slugOrId],
    queryFn: () =>
      answer(catalog.GET('/api/catalog/doctors/{name}', { params: { path: { name: slugOrId } } })),
    staleTime: 60_000,
  });

export const clinicQuery = (slugOrId: string) =>
  queryOptions({
    queryKey: [...keys.clinic, slugOrId],
    queryFn: () =>
      answer(catalog.GET('/api/catalog/clinics/{name}', { params: { path: { name: slugOrId } } })),
    staleTime: 60_000,
  });

const specialities = (clinic?: string) =>
  queryOptions({
    queryKey: [...keys.specialities, clinic],
    queryFn: () => answer(catalog.GET('/api/catalog/specialities', { params: { query: { clinic } } })),
    staleTime: 300_000,
  });
export const specialitiesQuery = specialities();
export const clinicSpecialitiesQuery = specialities;

export const clinicsQuery = queryOptions({
  queryKey: keys.clinics,
  queryFn: () => answer(catalog.GET('/api/catalog/clinics')),
  staleTime: 300_000,
});
