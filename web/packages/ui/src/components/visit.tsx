import { Anchor, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Booking, doctorQuery, placeOf } from '@mila/api';
import { zoneOffset } from '../format/dates';
import { useFormat } from '../format/use-format';
import { Portrait } from './portrait';

type Timed = Pick<Booking, 'visit_type' | 'time_zone' | 'starts_at'> & { clinic_city?: string | null };

/** When a visit begins, by the clock that matters: the clinic's when one has to be there, else the reader's own. */
export function useVisitTime() {
  const { t } = useTranslation('common');
  const format = useFormat();
  const atClinic = (visit: Timed, at: string) =>
    format.clinicTime(at, { time_zone: visit.time_zone, city: visit.clinic_city });
  return {
    when: (visit: Timed, at = visit.starts_at): string =>
      visit.visit_type === 'clinic' ? atClinic(visit, at) : format.dateTime(at),
    /** The same moment by the other clock, when it shows another hour. */
    otherwise: (visit: Timed, at = visit.starts_at): string | undefined => {
      const date = new Date(at);
      if (zoneOffset(visit.time_zone, date) === zoneOffset(format.zone, date)) return undefined;
      return visit.visit_type === 'clinic'
        ? t('notices.yourTime', { time: format.dateTime(at) })
        : t('zone.clinic', { when: format.dateTime(at, visit.time_zone) });
    },
  };
}

/** When a visit begins; below it, by the other clock. */
export function VisitTime({ booking }: { booking: Timed }) {
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

type Placed = Pick<Booking, 'visit_type' | 'clinic_title'> & {
  clinic_city?: string | null;
  clinic_address?: string | null;
  clinic_phone?: string | null;
};

/** Yandex Maps finds the place by its words. */
export const mapUrl = (place: string): string => `https://yandex.ru/maps/?text=${encodeURIComponent(place)}`;

/** The clinic of a visit; where one has to be there, its address with a map, and its telephone. */
export function VisitPlace({ booking }: { booking: Placed }) {
  const { t } = useTranslation('common');
  const { clinic_title: title, clinic_city: city, clinic_address: address, clinic_phone: phone } = booking;
  if (booking.visit_type !== 'clinic') return title;
  const place = address ? placeOf({ city, address }) : city;
  return (
    <>
      {title}
      {place && (
        <Text fw={400}>
          {place}{' '}
          <Anchor
            href={mapUrl(`${title}, ${place}`)}
            target="_blank"
            rel="noopener"
            underline="always"
            inherit
          >
            {t('onMap')}
          </Anchor>
        </Text>
      )}
      {phone && (
        <Anchor href={`tel:${phone.replace(/[^+\d]/g, '')}`} fw={400} underline="always" display="block">
          {phone}
        </Anchor>
      )}
    </>
  );
}

/** The doctor of a visit by id: portrait, full name, specialities. */
export function DoctorLine({ doctorId, size = 56 }: { doctorId: string; size?: number }) {
  const { data: doctor } = useQuery(doctorQuery(doctorId));
  if (!doctor)
    return (
      <Group wrap="nowrap">
        <Skeleton circle height={size} miw={size} />
        <Skeleton height={18} width={180} />
      </Group>
    );
  return (
    <Group wrap="nowrap" gap="md">
      <Portrait name={doctor.full_name} src={doctor.portrait_url} size={size} />
      <Stack gap={0} miw={0}>
        <Text fw={600}>{doctor.full_name}</Text>
        <Text c="dimmed">{doctor.speciality_titles.join(', ')}</Text>
      </Stack>
    </Group>
  );
}
