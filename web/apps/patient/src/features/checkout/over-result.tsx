import { IconClockOff, IconCreditCardOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking, Order } from '@mila/api';
import { serverNow } from '@mila/api';
import { failureGroup } from './failures';
import { ResultCard } from './result-card';

interface Props {
  booking: Booking;
  order?: Order;
  again: ReactNode;
}

/** The time was let go unpaid: why, that no money was taken, and what to do (R089). */
export function OverResult({ booking, order, again }: Props) {
  const { t } = useTranslation('patient');
  const overTitle = t(booking.prepaid ? 'hold.over' : 'hold.overAnswer');
  const failure = booking.status === 'expired' && order?.failure ? failureGroup(order.failure) : null;
  if (failure && failure !== 'time_over' && failure !== 'cancelled')
    return (
      <ResultCard
        icon={IconCreditCardOff}
        tone="red"
        title={t('result.declined', { reason: t(`result.failure.${failure}`) })}
        actions={again}
      >
        {t('result.declinedOver')}
      </ResultCard>
    );
  const early = booking.hold_expires_at ? Date.parse(booking.hold_expires_at) > serverNow() : false;
  const timeOver = booking.status === 'expired' && (!early || failure === 'time_over');
  const hint = booking.status === 'declined' ? 'result.declinedOffer' : 'result.droppedHint';
  return (
    <ResultCard
      icon={IconClockOff}
      tone="gray"
      title={timeOver ? overTitle : t('result.dropped')}
      actions={again}
    >
      {t(timeOver ? 'result.overHint' : hint)}
    </ResultCard>
  );
}
