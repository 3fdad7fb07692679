import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconReceiptRefund } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Booking, orderQuery } from '@mila/api';
import { useFormat } from '@mila/ui';

/** Where the money of a cancelled visit is. */
export function RefundStatus({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const due = (booking.refund_kopecks ?? 0) > 0;
  const { data: order } = useQuery({
    ...orderQuery(booking.booking_id),
    enabled: due,
    refetchInterval: ({ state }) => (state.data?.state === 'refunded' ? false : 10_000),
  });
  if (!booking.prepaid || booking.status !== 'cancelled') return null;
  if (!due) return <Alert color="gray">{t('record.refund.none')}</Alert>;
  const state = order?.state === 'refunded' || order?.state === 'refund_failed' ? order.state : 'refunding';
  const late = state === 'refund_failed';
  const Icon = late ? IconAlertTriangle : IconReceiptRefund;
  return (
    <Alert role="status" color={late ? 'yellow' : 'teal'} icon={<Icon aria-hidden />}>
      <Text fw={600}>{t(`record.refund.${state}`, { sum: format.money(booking.refund_kopecks ?? 0) })}</Text>
      {!late && <Text>{t('record.refund.hint')}</Text>}
    </Alert>
  );
}
