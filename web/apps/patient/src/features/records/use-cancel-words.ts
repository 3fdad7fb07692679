import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';

/** Why a visit was cancelled, in the words of its notice; an older one is known only by who did it. */
export function useCancelWords(): (booking: Booking) => string {
  const { t } = useTranslation(['patient', 'common']);
  return ({ cancel_reason: reason, cancelled_by: by }) => {
    if (reason && reason !== 'patient_request') return t(`common:notices.cancelled.${reason}`);
    return t(`record.cancelledBy.${reason ? 'patient' : (by ?? 'patient')}`);
  };
}
