import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  clinicQuery,
  doctorCardsQuery,
  doctorIdsQuery,
  type Opening,
  openingsQuery,
  serverNow,
} from '@mila/api';
import { isoDay, shiftDay, startOfDay, useFormat } from '@mila/ui';
import { daysUntil, type Filters, wishesOf } from './filters';

/**
 * The catalogue says who fits, booking says who is free when; the order is made here of both, and the cards of one
 * page after the other are asked for by id. So pages never repeat or lose anybody, and neither room asks the other.
 */
export function useDoctorSearch(filters: Filters) {
  const { zone } = useFormat();
  const wishes = wishesOf(filters);
  const known = useQuery(doctorIdsQuery(wishes));
  const clinic = useQuery({ ...clinicQuery(filters.clinic ?? ''), enabled: Boolean(filters.clinic) });
  const ids = known.data?.items ?? [];
  const today = isoDay(new Date(serverNow()), zone);
  const openings = useQuery({
    ...openingsQuery(ids, {
      visit_type: filters.type,
      clinic_id: clinic.data?.clinic_id,
      price_to_kopecks: wishes.price_to_kopecks,
      before: filters.soon && startOfDay(shiftDay(today, daysUntil[filters.soon]), zone).toISOString(),
    }),
    enabled: ids.length > 0 && (!filters.clinic || clinic.isSuccess),
  });
  const order = known.data && ordered(ids, openings.data, filters);
  const cards = useInfiniteQuery(doctorCardsQuery(order ?? [], wishes));
  const failed = [known, clinic, openings, cards].find((query) => query.isError);
  return {
    cards,
    total: order?.length,
    openings: new Map(openings.data?.map((opening) => [opening.doctor_id, opening])),
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}

/** Undefined while it is not known. Those without a free time come last, unless a near one is wanted. */
function ordered(
  ids: string[],
  openings: Opening[] | undefined,
  { soon, sort }: Filters,
): string[] | undefined {
  if (!openings) return ids.length ? undefined : [];
  const free = new Set(openings.map((opening) => opening.doctor_id));
  if (sort) return soon ? ids.filter((id) => free.has(id)) : ids;
  return soon ? [...free] : [...free, ...ids.filter((id) => !free.has(id))];
}
