import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';

type Told = keyof MilaTexts['common']['notices']['visitCancelled'];

/** How a visit ended, to its doctor: why it was cancelled, or that the patient did not come. */
export function useEndingWords(): (visit: Booking) => string | undefined {
  const { t, i18n } = useTranslation(['doctor', 'common']);
  return ({ status, outcome, cancel_reason, cancelled_by }) => {
    if (status === 'completed' && outcome === 'patient_no_show') return t('common:notices.kind.visit_missed');
    if (status !== 'cancelled') return undefined;
    const byWhom = {
      patient: 'patient_request',
      clinic: 'clinic_request',
      doctor: 'doctor_request',
    } as const;
    const why = cancel_reason ?? (cancelled_by && cancelled_by !== 'system' && byWhom[cancelled_by]);
    if (why === 'doctor_request') return t('ending.byYou');
    if (i18n.exists(`common:notices.visitCancelled.${why}`))
      return t(`common:notices.visitCancelled.${why as Told}`);
    return t('ending.cancelled');
  };
}
