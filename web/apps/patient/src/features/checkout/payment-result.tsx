import { Button, Stack } from '@mantine/core';
import { IconCalendarX, IconReceiptRefund } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type Booking, isLetGo, type Order } from '@mila/api';
import { ProblemAlert } from '@mila/ui';
import { HoldNotice } from './hold-notice';
import { ResultCard, SuccessResult } from './result-card';
import { ExpiredResult, UnpaidResult } from './unpaid-result';

interface Props {
  booking: Booking;
  order?: Order;
  bankSilent: boolean;
  extras: ReactNode;
  again: ReactNode;
  /** Why a cancelled one was cancelled, and where its money is. */
  cancelled: { title: string; refund: ReactNode };
}

/** What came of it: the success words, or the truth and the next step (R086, R087, R089). */
export function PaymentResult({ booking, order, bankSilent, extras, again, cancelled }: Props) {
  const { t } = useTranslation('patient');
  if (booking.status === 'confirmed') return <SuccessResult booking={booking} extras={extras} />;
  if (booking.status === 'cancelled')
    return (
      <Stack gap="md" maw={560} mx="auto">
        <ResultCard icon={IconCalendarX} tone="gray" title={cancelled.title} actions={again} />
        {cancelled.refund}
      </Stack>
    );
  if (order?.state === 'paid' && (booking.status === 'released' || booking.status === 'declined'))
    return (
      <ResultCard icon={IconReceiptRefund} tone="gray" title={t('result.dropped')}>
        {t('result.droppedPaid')}
      </ResultCard>
    );
  if (order?.state === 'paid')
    return <ResultCard title={t('result.paid')}>{t('result.paidHint')}</ResultCard>;
  if (isLetGo(booking.status) || order?.state === 'failed')
    return <ExpiredResult booking={booking} order={order} again={again} />;
  if (order && (order.state === 'registered' || order.state === 'opened') && !bankSilent)
    return <UnpaidResult booking={booking} order={order} />;
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
          <HoldNotice until={booking.hold_expires_at}>{t('checkout.hold')}</HoldNotice>
        )}
      </Stack>
    </ResultCard>
  );
}
