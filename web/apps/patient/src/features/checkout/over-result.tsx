import { IconClockOff, IconCreditCardOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking, Order } from '@mila/api';
import { failureGroup } from './failures';
import { ResultCard } from './result-card';

interface Props {
  booking: Booking;
  order?: Order;
  again: ReactNode;
}

/** Not a refusal of the bank: what it has not answered may still be charged. */
const unrefused = ['time_over', 'cancelled', 'bank_unavailable'];

/** The time was let go unpaid: why, that no money was taken, and what to do (R089). */
export function OverResult({ booking, order, again }: Props) {
  const { t } = useTranslation('patient');
  const overTitle = t(booking.prepaid ? 'hold.over' : 'hold.overAnswer');
  const timeOver = booking.status !== 'released' && booking.status !== 'declined';
  const failure = timeOver && order?.failure ? failureGroup(order.failure) : null;
  if (failure && !unrefused.includes(failure))
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
