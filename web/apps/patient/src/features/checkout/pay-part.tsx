import { Button, Group, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { ProblemAlert } from '@mila/ui';
import { RefundRule } from './refund-rule';
import { usePayment } from './use-payment';

/** The rule of the money, whose page the card is typed into, «Оплатить» (R072, R073, R081). */
export function PayPart({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const { pay, busy, error } = usePayment(booking.booking_id);
  return (
    <Stack gap="lg">
      <RefundRule booking={booking} />
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <IconLock size={22} stroke={1.6} style={{ flex: 'none', marginTop: 2 }} aria-hidden />
        <Text>{t('checkout.card')}</Text>
      </Group>
      <ProblemAlert error={error} />
      <Button size="lg" loading={busy} onClick={pay}>
        {t('checkout.pay')}
      </Button>
    </Stack>
  );
}
