import { Button, Group } from '@mantine/core';
import { IconVideo } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { LinkButton, useServerNow } from '@mila/ui';
import { canConnect } from './connect';

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
