import { Button, Stack } from '@mantine/core';
import { IconCalendarX, IconReceiptRefund } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type Booking, type Order } from '@mila/api';
import { ProblemAlert, useFormat } from '@mila/ui';
import { HoldNotice } from './hold-notice';
import { OverResult } from './over-result';
import { ResultCard } from './result-card';
import { SuccessResult } from './success-result';
import { UnpaidResult } from './unpaid-result';

interface Props {
  booking: Booking;
  order?: Order;
  bankSilent: boolean;
  onOver: () => void;
  extras: ReactNode;
  again: ReactNode;
}

/** What came of it: the success words, or the truth and the next step (R086, R087, R089). */
export function PaymentResult({ booking, order, bankSilent, onOver, extras, again }: Props) {
  const { t } = useTranslation('patient');
  if (booking.status === 'confirmed' || booking.status === 'completed')
    return <SuccessResult booking={booking} extras={extras} />;
  if (booking.status === 'cancelled') return <CancelledResult booking={booking} again={again} />;
  if (order?.state === 'paid')
    return <ResultCard title={t('result.paid')}>{t('result.paidHint')}</ResultCard>;
  if (booking.status === 'expired' || order?.state === 'failed')
    return <OverResult booking={booking} order={order} again={again} />;
  if (order && (order.state === 'registered' || order.state === 'opened') && !bankSilent)
    return <UnpaidResult booking={booking} order={order} onOver={onOver} />;
  return (
    <ResultCard
      title={t('result.checking')}
      actions={
        <Button component={Link} to="/records" variant="default">
          {t('result.records')}
        </Button>
      }
    >
      <Stack gap="md">
        {t('result.checkingHint')}
        {bankSilent && <ProblemAlert error={new ApiProblem('bank_unavailable', 503)} />}
        {bankSilent && booking.hold_expires_at && (
          <HoldNotice until={booking.hold_expires_at} onEnd={onOver}>
            {t('checkout.hold')}
          </HoldNotice>
        )}
      </Stack>
    </ResultCard>
  );
}

/** Money that came too late for a taken time goes back by itself; any other cancellation is just told. */
function CancelledResult({ booking, again }: { booking: Booking; again: ReactNode }) {
  const { t } = useTranslation('patient');
  const sum = useFormat().money(booking.refund_kopecks ?? booking.price_kopecks);
  const lost = booking.cancelled_by === 'system';
  return (
    <ResultCard
      icon={lost ? IconReceiptRefund : IconCalendarX}
      tone="gray"
      title={lost ? t('result.lost') : t('result.cancelled')}
      actions={again}
    >
      {lost ? t('result.lostHint', { sum }) : t('result.cancelledHint')}
    </ResultCard>
  );
}
