import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';

/** Back to the same doctor and the same service. */
export function ChooseAgain({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  return (
    <Button
      variant="default"
      component={Link}
      to={`/doctors/${booking.doctor_id}`}
      search={{ type: booking.visit_type, offering: booking.offering_id } as never}
    >
      {t('hold.again')}
    </Button>
  );
}
