import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { ProblemAlert } from '@mila/ui';
import { BookingFacts } from './booking-facts';
import { DropButton } from './drop-button';
import { HoldNotice } from './hold-notice';
import { RefundRule } from './refund-rule';
import { usePayment } from './use-payment';

interface Props {
  booking: Booking;
  onOver: () => void;
  onDropped: () => void;
}

/** «Завершить запись»: check, the rule, the countdown, «Оплатить» (R070–R074, R081). */
export function CheckoutCard({ booking, onOver, onDropped }: Props) {
  const { t } = useTranslation('patient');
  const { pay, busy, error } = usePayment(booking.booking_id);
  return (
    <Stack gap="md">
      {booking.hold_expires_at && (
        <HoldNotice until={booking.hold_expires_at} onEnd={onOver}>
          {t('checkout.hold')}
        </HoldNotice>
      )}
      <Card>
        <Stack gap="lg">
          <BookingFacts booking={booking} />
          <RefundRule booking={booking} />
          <Group wrap="nowrap" align="flex-start" gap="sm">
            <IconLock size={22} stroke={1.6} style={{ flex: 'none', marginTop: 2 }} aria-hidden />
            <Text>{t('checkout.card')}</Text>
          </Group>
          <ProblemAlert error={error} />
          <Stack gap="xs">
            <Button size="lg" loading={busy} onClick={pay}>
              {t('checkout.pay')}
            </Button>
            <DropButton booking={booking} onDropped={onDropped} />
          </Stack>
        </Stack>
      </Card>
    </Stack>
  );
}
