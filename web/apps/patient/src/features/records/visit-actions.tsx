import { Button, Group } from '@mantine/core';
import { IconVideo } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { asOf, type Booking } from '@mila/api';
import { LinkButton, useServerNow } from '@mila/ui';

/** «Подключиться» and «Подготовиться» (R100–R104); an unpaid one leads back to its payment. */
export function VisitActions({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const now = useServerNow(30_000);
  const id = booking.booking_id;
  if (booking.status === 'held')
    return (
      <Button component={Link} to={`/booking/${id}`}>
        {t('records.pay')}
      </Button>
    );
  if (booking.status === 'expired')
    return (
      <LinkButton
        variant="default"
        to="/doctors/$slug"
        params={{ slug: booking.doctor_id }}
        search={{ type: booking.visit_type, offering: booking.offering_id }}
      >
        {t('hold.again')}
      </LinkButton>
    );
  const coming = booking.status === 'confirmed';
  return (
    <Group gap="sm">
      {canConnect(booking, now) && <ConnectButton bookingId={id} />}
      <Button component={Link} to={`/records/${id}`} variant="default">
        {coming ? t('records.prepare') : t('records.open')}
      </Button>
    </Group>
  );
}

interface ConnectProps {
  bookingId: string;
  size?: 'lg';
  variant?: 'default';
}

export function ConnectButton({ bookingId, size, variant }: ConnectProps) {
  const { t } = useTranslation('patient');
  return (
    <Button
      component={Link}
      to={`/records/${bookingId}/room`}
      size={size}
      variant={variant}
      leftSection={<IconVideo size={20} aria-hidden />}
    >
      {t('records.connect')}
    </Button>
  );
}

const tolerance = 15 * 60_000;

/** The room is open from the booking on, until 15 minutes after the planned end (R100, R109, 1.15). */
export const canConnect = (booking: Booking, now: number): boolean =>
  booking.visit_type === 'online' &&
  booking.status === 'confirmed' &&
  now < Date.parse(booking.ends_at) + tolerance;

export const isComing = (booking: Booking, now: number): boolean => {
  const { status } = asOf(booking, now);
  return (status === 'confirmed' || status === 'held') && now < Date.parse(booking.ends_at) + tolerance;
};
