import { createFileRoute, Navigate } from '@tanstack/react-router';
import { asOf } from '@mila/api';
import { Loaded, useServerNow } from '@mila/ui';
import { NearestTimes } from '../../features/checkout/nearest-times';
import { PaymentResult } from '../../features/checkout/payment-result';
import { usePaymentStatus } from '../../features/checkout/use-payment-status';
import { useBooking } from '../../features/choice/use-booking';
import { InvitationLink } from '../../features/records/invitation-link';
import { useCancelWords } from '../../features/records/record-state';
import { RefundStatus } from '../../features/records/refund-status';
import { canConnect, ConnectButton, isComing } from '../../features/records/visit-actions';
import { cabinetTexts, choiceTexts } from '../../locales';

export const Route = createFileRoute('/_user/booking/$id_/result')({
  loader: () => Promise.all([cabinetTexts(), choiceTexts()]),
  component: BookingResultPage,
});

function BookingResultPage() {
  const { id } = Route.useParams();
  const { booking, order, bankSilent } = usePaymentStatus(id);
  const { book, ...taking } = useBooking();
  const why = useCancelWords();
  const now = useServerNow();
  return (
    <Loaded query={booking}>
      {(received) => {
        const it = asOf(received, now);
        const over = it.status === 'completed' || (it.status === 'confirmed' && !isComing(it, now));
        // What is over is a record, and not a visit to wait for.
        if (over) return <Navigate to="/records/$id" params={{ id }} replace />;
        return (
          <PaymentResult
            booking={it}
            order={order}
            bankSilent={bankSilent}
            extras={
              <>
                {canConnect(it, now) && <ConnectButton bookingId={id} variant="default" />}
                <InvitationLink bookingId={id} />
              </>
            }
            cancelled={{ title: why(it), refund: <RefundStatus booking={it} /> }}
            again={<NearestTimes booking={it} {...taking} onSlot={(slot) => book(it, slot)} />}
          />
        );
      }}
    </Loaded>
  );
}
