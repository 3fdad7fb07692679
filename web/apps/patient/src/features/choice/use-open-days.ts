import { useQueries } from '@tanstack/react-query';
import { serverNow, type Slot, slotsQuery } from '@mila/api';
import { isoDay, shiftDay } from '@mila/ui';

const windowDays = 31;
/** How many windows of 31 days may be looked into. */
export const maxWindows = 3;

export interface OpenDay {
  date: string;
  slots: Slot[];
}

interface Choice {
  doctorId: string;
  offeringId: string;
  zone: string;
  /** Where one has to be there, the days are the clinic's. */
  atTheClinic?: boolean;
  windows: number;
}

/** Slots as the clinic's calendar gives them, sorted into the days of a zone. */
export function byDay(slots: Slot[], zone: string): OpenDay[] {
  const days = new Map<string, Slot[]>();
  for (const slot of slots) {
    const date = isoDay(slot.starts_at, zone);
    days.set(date, [...(days.get(date) ?? []), slot]);
  }
  return [...days]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([date, list]) => ({ date, slots: list }));
}

/** Days open for booking (R066). The search begins at the UTC day, which no Russian zone is behind. */
export function useOpenDays({ doctorId, offeringId, zone, atTheClinic, windows }: Choice) {
  const today = isoDay(new Date(serverNow()), 'UTC');
  return useQueries({
    queries: Array.from({ length: windows }, (_, index) =>
      slotsQuery({ doctorId, offeringId, from: shiftDay(today, index * windowDays), days: windowDays }),
    ),
    combine: (results) => {
      const clinicZone = results.find((result) => result.data)?.data?.time_zone ?? zone;
      const slots = results.flatMap((result) => result.data?.days.flatMap((day) => day.slots) ?? []);
      return {
        days: byDay(slots, atTheClinic ? clinicZone : zone),
        clinicZone,
        pending: results.some((result) => result.isPending),
        error: results.find((result) => result.error)?.error ?? null,
        refetch: () => results.forEach((result) => void result.refetch()),
      };
    },
  });
}

/** How many windows must be open for a day to be known. */
export function windowsFor(day: string): number {
  const today = isoDay(new Date(serverNow()), 'UTC');
  const ahead = (Date.parse(day) - Date.parse(today)) / 86_400_000;
  return Math.min(maxWindows, Math.max(1, Math.ceil((ahead + 1) / windowDays)));
}
