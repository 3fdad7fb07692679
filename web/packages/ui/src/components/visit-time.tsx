import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { useFormat } from '../format/use-format';
import { zoneOffset } from '../format/zones';

type Placed = Pick<Booking, 'visit_type' | 'time_zone' | 'starts_at'> & { clinic_city?: string | null };

/** When a visit begins, by the clock that matters: the clinic's when one has to be there, else the reader's own. */
export function useVisitTime() {
  const { t } = useTranslation('common');
  const format = useFormat();
  const atClinic = (visit: Placed, at: string) =>
    format.clinicTime(at, { time_zone: visit.time_zone, city: visit.clinic_city });
  return {
    when: (visit: Placed, at = visit.starts_at): string =>
      visit.visit_type === 'clinic' ? atClinic(visit, at) : format.dateTime(at),
    /** The same moment by the other clock, when it shows another hour. */
    otherwise: (visit: Placed, at = visit.starts_at): string | undefined => {
      const date = new Date(at);
      if (zoneOffset(visit.time_zone, date) === zoneOffset(format.zone, date)) return undefined;
      return visit.visit_type === 'clinic'
        ? t('notices.yourTime', { time: format.dateTime(at) })
        : t('zone.clinic', { when: format.dateTime(at, visit.time_zone) });
    },
  };
}

/** When a visit begins; below it, by the other clock. */
export function VisitTime({ booking }: { booking: Placed }) {
  const { when, otherwise } = useVisitTime();
  const other = otherwise(booking);
  return (
    <>
      {when(booking)}
      {other && (
        <Text c="dimmed" fw={400} fz="md">
          {other}
        </Text>
      )}
    </>
  );
}
