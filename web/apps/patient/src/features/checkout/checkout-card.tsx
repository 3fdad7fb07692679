import { Card, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { BookingFacts } from './booking-facts';
import { DropButton } from './drop-button';
import { HoldNotice } from './hold-notice';
import { PayPart } from './pay-part';
import { TakePart } from './take-part';

/** «Завершить запись»: check, the rule, the countdown, «Оплатить» (R070–R074, R081). */
export function CheckoutCard({ booking, onDropped }: { booking: Booking; onDropped: () => void }) {
  const { t } = useTranslation('patient');
  const Finish = booking.prepaid ? PayPart : TakePart;
  return (
    <Stack gap="md">
      {booking.hold_expires_at && (
        <HoldNotice until={booking.hold_expires_at}>{t('checkout.hold')}</HoldNotice>
      )}
      <Card>
        <Stack gap="lg">
          <BookingFacts booking={booking} />
          <Stack gap="xs">
            <Finish booking={booking} />
            <DropButton booking={booking} onDropped={onDropped}>
              {t('checkout.drop')}
            </DropButton>
          </Stack>
        </Stack>
      </Card>
    </Stack>
  );
}
