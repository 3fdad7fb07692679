import { Button, Stack } from '@mantine/core';
import { IconCreditCardOff, IconCreditCardPay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Booking, Order } from '@mila/api';
import { useFormat } from '@mila/ui';
import { DropButton } from './drop-button';
import { failureGroup } from './failures';
import { HoldNotice } from './hold-notice';
import { PaymentProgress } from './payment-progress';
import { ResultCard } from './result-card';
import { usePayment } from './use-payment';

interface Props {
  booking: Booking;
  order: Order;
}

/** Held but not paid: what the bank said, how long the time is still kept, and the way back to the bank. */
export function UnpaidResult({ booking, order }: Props) {
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
          <DropButton booking={booking}>{t('checkout.drop')}</DropButton>
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
