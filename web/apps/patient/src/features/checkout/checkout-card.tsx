import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Booking, bookingQuery, confirmBooking, keys, worthRetrying } from '@mila/api';
import { BookingDetails, RefundRule } from './booking-details';
import { BookingProblem } from './booking-problem';
import { HoldNotice } from './hold-notice';
import { ReleaseHoldButton } from './release-hold-button';
import { PaymentProgress, usePayment } from './use-payment';

/** «Завершить запись»: check, the rule, the countdown, «Оплатить» (R070–R074, R081). */
export function CheckoutCard({ booking, onReleased }: { booking: Booking; onReleased: () => void }) {
  const { t } = useTranslation('patient');
  const Finish = booking.prepaid ? PaymentPanel : ConfirmOffer;
  return (
    <Stack gap="md">
      {booking.hold_expires_at && (
        <HoldNotice until={booking.hold_expires_at}>{t('checkout.hold')}</HoldNotice>
      )}
      <Card>
        <Stack gap="lg">
          <BookingDetails booking={booking} />
          <Stack gap="xs">
            <Finish booking={booking} />
            <ReleaseHoldButton booking={booking} onReleased={onReleased}>
              {t('checkout.drop')}
            </ReleaseHoldButton>
          </Stack>
        </Stack>
      </Card>
    </Stack>
  );
}

/** A kept time that costs nothing beforehand is taken with one press (R070). */
export function ConfirmOffer({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const cache = useQueryClient();
  const navigate = useNavigate();
  const id = booking.booking_id;
  const take = useMutation({
    mutationFn: () => confirmBooking(id),
    retry: worthRetrying,
    onSuccess: async (taken) => {
      // First away: this page leads a booking that is no longer held to its record.
      await navigate({ to: '/booking/$id/result', params: { id } });
      cache.setQueryData(bookingQuery(id).queryKey, taken);
      await cache.invalidateQueries({ queryKey: keys.bookings });
    },
    onError: () => cache.invalidateQueries({ queryKey: keys.booking(id) }),
  });
  return (
    <Stack gap="lg">
      <Text>{booking.price_kopecks ? t('checkout.takeHint') : t('checkout.takeFree')}</Text>
      <BookingProblem error={take.error} again={() => take.mutate()} forget={take.reset} />
      <Button size="lg" loading={take.isPending} onClick={() => take.mutate()}>
        {t('checkout.take')}
      </Button>
    </Stack>
  );
}

/** The rule of the money, whose page the card is typed into, «Оплатить» (R072, R073, R081). */
export function PaymentPanel({ booking }: { booking: Booking }) {
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
