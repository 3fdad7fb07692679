import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { LinkButton } from '@mila/ui';

/** Back to the same doctor and the same service. */
export function ChooseAgain({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
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
}
