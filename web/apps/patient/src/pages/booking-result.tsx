import { useParams } from '@tanstack/react-router';
import { Loaded, useServerNow } from '@mila/ui';
import { NearestTimes } from '../features/checkout/nearest-times';
import { PaymentResult } from '../features/checkout/payment-result';
import { usePaymentTruth } from '../features/checkout/use-payment-truth';
import { useBooking } from '../features/choice/use-booking';
import { canConnect } from '../features/records/connect';
import { InvitationLink } from '../features/records/invitation-link';
import { ConnectButton } from '../features/records/visit-actions';

export function BookingResultPage() {
  const { id } = useParams({ from: '/member/booking/$id/result' });
  const { booking, order, bankSilent } = usePaymentTruth(id);
  const { book, busy, error } = useBooking();
  const now = useServerNow(30_000);
  return (
    <Loaded query={booking}>
      {(it) => (
        <PaymentResult
          booking={it}
          order={order}
          bankSilent={bankSilent}
          onOver={() => void booking.refetch()}
          extras={
            <>
              {canConnect(it, now) && <ConnectButton bookingId={id} variant="default" />}
              <InvitationLink bookingId={id} />
            </>
          }
          again={<NearestTimes booking={it} busy={busy} error={error} onSlot={(slot) => book(it, slot)} />}
        />
      )}
    </Loaded>
  );
}
