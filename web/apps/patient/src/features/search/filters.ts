import type { DoctorWishes, VisitType } from '@mila/api';

/** What a list of doctors is narrowed and sorted by, as the address of the page says it. */
export interface Filters {
  q?: string;
  speciality?: string;
  clinic?: string;
  type?: VisitType;
  /** At most so many roubles. */
  price?: number;
  soon?: 'today' | 'tomorrow' | 'week';
  sort?: 'price' | 'experience';
}

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
