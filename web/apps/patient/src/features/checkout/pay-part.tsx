import { Button, Group, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { PaymentProgress } from './payment-progress';
import { RefundRule } from './refund-rule';
import { usePayment } from './use-payment';

/** The rule of the money, whose page the card is typed into, «Оплатить» (R072, R073, R081). */
export function PayPart({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const payment = usePayment(booking);
  return (
    <Stack gap="lg">
      <RefundRule booking={booking} />
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <IconLock size={22} stroke={1.6} style={{ flex: 'none', marginTop: 2 }} aria-hidden />
        <Text>{t('checkout.card')}</Text>
      </Group>
      <PaymentProgress payment={payment} />
      <Button size="lg" loading={payment.busy} onClick={payment.pay}>
        {t('checkout.pay')}
      </Button>
    </Stack>
  );
}
