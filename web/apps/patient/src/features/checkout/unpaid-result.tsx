import { Button, Stack } from '@mantine/core';
import { IconClockOff, IconCreditCardOff, IconCreditCardPay } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking, Order } from '@mila/api';
import { useFormat } from '@mila/ui';
import { HoldNotice } from './hold-notice';
import { ReleaseHoldButton } from './release-hold-button';
import { ResultCard } from './result-card';
import { PaymentProgress, usePayment } from './use-payment';

interface UnpaidResultProps {
  booking: Booking;
  order: Order;
}

/** Held but not paid: what the bank said, how long the time is still kept, and the way back to the bank. */
export function UnpaidResult({ booking, order }: UnpaidResultProps) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const payment = usePayment(booking);
  const failure = order.attempt_failure;
  const time = format.time(booking.starts_at);
  const title = failure
    ? t('result.declined', { reason: t(`result.failure.${failureGroup(failure)}`) })
    : t('result.waiting');
  return (
    <ResultCard
      icon={failure ? IconCreditCardOff : IconCreditCardPay}
      tone={failure ? 'red' : 'ember'}
      title={title}
      actions={
        <>
          <Button size="lg" loading={payment.busy} onClick={payment.pay}>
            {failure
              ? t('result.otherCard')
              : t(order.state === 'opened' ? 'checkout.pay' : 'result.backToBank')}
          </Button>
          <ReleaseHoldButton booking={booking}>{t('checkout.drop')}</ReleaseHoldButton>
        </>
      }
    >
      <Stack gap="md">
        {booking.hold_expires_at && (
          <HoldNotice until={booking.hold_expires_at}>
            {failure ? t('result.declinedHint', { time }) : t('result.waitingHint', { time })}
          </HoldNotice>
        )}
        <PaymentProgress payment={payment} />
      </Stack>
    </ResultCard>
  );
}

interface OverResultProps {
  booking: Booking;
  order?: Order;
  again: ReactNode;
}

/** Not a refusal of the bank: what it has not answered may still be charged. */
const unrefused = ['time_over', 'cancelled', 'bank_unavailable'];

/** The time was let go unpaid: why, that no money was taken, and what to do (R089). */
export function ExpiredResult({ booking, order, again }: OverResultProps) {
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

const reasons = [
  'not_enough_money',
  'card_data',
  'confirmation_failed',
  'limit',
  'bank_unavailable',
  'time_over',
  'cancelled',
] as const;

/** The group of a refused payment that has words of its own. */
export const failureGroup = (failure?: string | null) =>
  reasons.find((reason) => reason === failure) ?? 'other';
