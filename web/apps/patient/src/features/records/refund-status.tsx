import { Alert, Card, Stack, Text, Timeline, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCreditCardRefund, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Booking, type Order, orderQuery } from '@mila/api';
import { useFormat } from '@mila/ui';

/** Where the money of a cancelled visit is, step by step (R090, R091). */
export function RefundStatus({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const due = (booking.refund_kopecks ?? 0) > 0;
  const { data: order } = useQuery({
    ...orderQuery(booking.booking_id),
    enabled: due,
    refetchInterval: ({ state }) => (state.data?.state === 'refunded' ? false : 5000),
  });
  if (!booking.prepaid || booking.status !== 'cancelled') return null;
  if (!due) return <Alert color="gray">{t('record.refund.none')}</Alert>;
  return <Steps booking={booking} order={order} />;
}

function Steps({ booking, order }: { booking: Booking; order?: Order }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const state = order?.state === 'refunded' || order?.state === 'refund_failed' ? order.state : 'refunding';
  const late = state === 'refund_failed';
  const sum = format.money(booking.refund_kopecks ?? 0);
  return (
    <Card component="section">
      <Stack gap="md">
        <Title order={2}>{t('record.refund.title')}</Title>
        <Timeline active={state === 'refunded' ? 2 : 1} bulletSize={28} color={late ? 'yellow' : 'teal'}>
          <Timeline.Item bullet={<IconX size={16} aria-hidden />} title={t('record.refund.cancelled')}>
            {booking.cancelled_at && <Text c="dimmed">{format.dateTime(booking.cancelled_at)}</Text>}
          </Timeline.Item>
          <Timeline.Item
            bullet={
              late ? (
                <IconAlertTriangle size={16} aria-hidden />
              ) : (
                <IconCreditCardRefund size={16} aria-hidden />
              )
            }
            title={<span role="status">{t(`record.refund.${state}`, { sum })}</span>}
          >
            {state === 'refunded' && order?.refunded_at && (
              <Text c="dimmed">{format.dateTime(order.refunded_at)}</Text>
            )}
          </Timeline.Item>
          <Timeline.Item bullet={<IconCheck size={16} aria-hidden />} title={t('record.refund.arrives')}>
            <Text c="dimmed">{t('record.refund.hint')}</Text>
          </Timeline.Item>
        </Timeline>
      </Stack>
    </Card>
  );
}
