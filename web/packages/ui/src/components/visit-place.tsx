import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Booking, placeOf } from '@mila/api';

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
