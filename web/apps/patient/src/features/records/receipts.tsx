import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconReceipt, IconReceiptRefund } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Booking, type Receipt, receiptsQuery } from '@mila/api';
import { useFormat } from '@mila/ui';

/** Fiscal receipts of this visit: what they are for, how they stand, where to read them. */
export function Receipts({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const refunded = (booking.refund_kopecks ?? 0) > 0;
  const { data } = useQuery({
    ...receiptsQuery(booking.booking_id, { refunded }),
    enabled: booking.prepaid,
  });
  if (!data?.items.length) return null;
  return (
    <Card component="section" aria-labelledby="receipts">
      <Stack gap="md">
        <Title order={2} id="receipts">
          {t('receipts.title')}
        </Title>
        {data.items.map((receipt) => (
          <ReceiptLine key={receipt.receipt_id} receipt={receipt} />
        ))}
      </Stack>
    </Card>
  );
}

function ReceiptLine({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const Icon = receipt.kind === 'refund' ? IconReceiptRefund : IconReceipt;
  const number = receipt.document_number;
  return (
    <Group justify="space-between" gap="sm" wrap="wrap">
      <Group wrap="nowrap" gap="sm" align="flex-start">
        <Icon size={24} stroke={1.6} style={{ flex: 'none', marginTop: 2 }} aria-hidden />
        <div>
          <Text fw={600}>
            {t(`receipts.kind.${receipt.kind}`)}: {format.money(receipt.amount_kopecks)}
          </Text>
          <Text c="dimmed" role="status">
            {t(`receipts.state.${receipt.state}`)}
            {number && `, ${t('receipts.number', { number })}`}
            {receipt.issued_at && `, ${format.dateTime(receipt.issued_at)}`}
          </Text>
        </div>
      </Group>
      {receipt.url && (
        <Anchor href={receipt.url} target="_blank" rel="noopener noreferrer" py={10}>
          {t('receipts.open')}
        </Anchor>
      )}
    </Group>
  );
}
