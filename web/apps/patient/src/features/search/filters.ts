import * as v from 'valibot';
import type { DoctorWishes } from '@mila/api';
import { params } from '@mila/app';

/** At most so many roubles. */
const rubles = params.tolerant(
  v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.safeInteger(), v.minValue(1)),
);
/** What a list of doctors is narrowed and sorted by, as search parameters; without `sort` the nearest time comes first. */
export const filterParams = v.object({
  q: params.text,
  speciality: params.text,
  clinic: params.text,
  type: params.oneOf(['online', 'clinic']),
  price: rubles,
  soon: params.oneOf(['today', 'tomorrow', 'week']),
  sort: params.oneOf(['price', 'experience']),
});

export type Filters = v.InferOutput<typeof filterParams>;

export type Change = (change: Partial<Filters>) => void;

/** Roubles people think in; the bound is part of the address, so any other number works too. */
export const prices = [1500, 2500, 3500, 5000];

/** Days from today within which a time is wanted: today, until tomorrow's end, a week. */
export const daysUntil = { today: 1, tomorrow: 2, week: 7 } as const;

/** The same as the catalogue understands it. */
export const wishesOf = ({ q, speciality, clinic, type, price, sort }: Filters): DoctorWishes => ({
  q,
  speciality,
  clinic,
  visit_type: type,
  price_to_kopecks: price && price * 100,
  sort,
});

/** How many of them narrow the list; the words and the order do not count. */
export const countOf = ({ speciality, clinic, type, price, soon }: Filters, fixed: string[] = []): number =>
  Object.entries({ speciality, clinic, type, price, soon }).filter(
    ([name, value]) => value && !fixed.includes(name),
  ).length;
