import { Button } from '@mantine/core';
import { IconCalendarX, IconCircleCheck, IconClockOff, IconReceiptRefund } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type Booking, type Order } from '@mila/api';
import { ProblemAlert, useFormat } from '@mila/ui';
import { ChooseAgain } from './choose-again';
import { ResultCard } from './result-card';
import { UnpaidResult } from './unpaid-result';

interface Props {
  booking: Booking;
  order?: Order;
  bankSilent: boolean;
  onOver: () => void;
}

/** What came of it: the success words, or the truth and the next step (R086, R087, R089). */
export function PaymentResult({ booking, order, bankSilent, onOver }: Props) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const when = format.dateTime(booking.starts_at);

  if (booking.status === 'confirmed' || booking.status === 'completed')
    return (
      <ResultCard
        icon={IconCircleCheck}
        title={t('result.success')}
        actions={
          <Button component={Link} to={`/records/${booking.booking_id}`} size="lg">
            {t('result.prepare')}
          </Button>
        }
      >
        {booking.visit_type === 'online'
          ? t('result.successHint', { when })
          : t('result.successClinic', { when })}
      </ResultCard>
    );
  if (booking.status === 'expired')
    return (
      <ResultCard
        icon={IconClockOff}
        tone="gray"
        title={t('result.over')}
        actions={<ChooseAgain booking={booking} />}
      >
        {t('result.overHint')}
      </ResultCard>
    );
  if (booking.status === 'cancelled') {
    const lost = booking.cancelled_by === 'system';
    return (
      <ResultCard
        icon={lost ? IconReceiptRefund : IconCalendarX}
        tone="gray"
        title={lost ? t('result.lost') : t('result.cancelled')}
        actions={<ChooseAgain booking={booking} />}
      >
        {lost
          ? t('result.lostHint', { sum: format.money(booking.refund_kopecks ?? booking.price_kopecks) })
          : t('result.cancelledHint')}
      </ResultCard>
    );
  }
  if (order?.state === 'paid') return <ResultCard title={t('result.paid')} />;
  if (order && (order.state === 'registered' || order.state === 'failed'))
    return <UnpaidResult booking={booking} order={order} onOver={onOver} />;
  return (
    <ResultCard title={t('result.checking')}>
      {t('result.checkingHint')}
      {bankSilent && <ProblemAlert error={new ApiProblem('bank_unavailable', 503)} />}
    </ResultCard>
  );
}
