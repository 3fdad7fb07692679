import { useTranslation } from 'react-i18next';
import { type Notice, placeOf } from '@mila/api';
import { useFormat } from '@mila/ui';

interface Params {
  hold_expires_at?: string;
  amount_kopecks?: number;
  returned_kopecks?: number;
  owed_kopecks?: number;
  cancelled_by?: string;
  reason?: string;
}

type ReasonKey<Side extends 'cancelled' | 'visitCancelled'> = keyof MilaTexts['common']['notices'][Side];

const paramsOf = (notice: Notice) => notice.params as Params;

/** What a notice says in one line; of a cancelled visit, why it was cancelled. */
export function useNoticeTitle(): (notice: Notice) => string {
  const { t, i18n } = useTranslation('common');
  return (notice) => {
    const { reason, cancelled_by, owed_kopecks } = paramsOf(notice);
    if (notice.kind === 'payment_refunded' && owed_kopecks) return t('notices.refundedPart');
    if (notice.kind === 'booking_cancelled' && i18n.exists(`common:notices.cancelled.${reason}`))
      return t(`notices.cancelled.${reason as ReasonKey<'cancelled'>}`);
    const why = reason ?? (cancelled_by === 'clinic' ? 'clinic_request' : undefined);
    if (notice.kind === 'visit_cancelled' && i18n.exists(`common:notices.visitCancelled.${why}`))
      return t(`notices.visitCancelled.${why as ReasonKey<'visitCancelled'>}`);
    return t(`notices.kind.${notice.kind}`);
  };
}

/** When and where the visit is, what it is, and its money: a line each. */
export function useNoticeDetails(): (notice: Notice) => string[] {
  const money = useMoneyLine();
  const { t } = useTranslation('common');
  const format = useFormat();
  return (notice) => {
    const { starts_at: at, clinic } = notice;
    const { hold_expires_at: held } = paramsOf(notice);
    const local = clinic && at && format.clinicTime(at, clinic);
    const elsewhere = clinic && at && format.time(at) !== format.time(at, clinic.time_zone);
    return [
      local || (at && format.dateTime(at)),
      elsewhere && t('notices.yourTime', { time: format.dateTime(at) }),
      clinic?.address && placeOf({ city: clinic.city, address: clinic.address }),
      clinic?.phone,
      notice.service_title,
      held && t('notices.held', { time: format.time(held) }),
      money(notice),
      notice.kind === 'visit_completed' && notice.visit_type !== 'clinic' && t('notices.conclusion'),
      notice.kind === 'patient_no_show' && notice.visit_type === 'online' && t('notices.kept'),
    ].filter((line): line is string => typeof line === 'string' && line !== '');
  };
}

function useMoneyLine(): (notice: Notice) => string | false | undefined {
  const { t } = useTranslation('common');
  const format = useFormat();
  return (notice) => {
    const {
      amount_kopecks: amount,
      returned_kopecks: returned = amount,
      owed_kopecks: owed,
    } = paramsOf(notice);
    if (!amount || !returned) return undefined;
    if (notice.kind === 'booking_cancelled') {
      if (owed === undefined) return t('notices.refund', { amount: format.money(amount) });
      if (owed === 0) return t('notices.refundDone', { amount: format.money(returned) });
      return t('notices.refundRest', { amount: format.money(owed), returned: format.money(returned) });
    }
    if (notice.kind === 'refund_failed') return t('notices.late', { amount: format.money(amount) });
    if (notice.kind !== 'payment_refunded') return undefined;
    const back = { amount: format.money(returned), of: format.money(returned + (owed ?? 0)) };
    return owed ? t('notices.returnedPart', back) : t('notices.returned', back);
  };
}
