import { useParams } from '@tanstack/react-router';
import { Loaded } from '@mila/ui';
import { PaymentResult } from '../features/checkout/payment-result';
import { usePaymentTruth } from '../features/checkout/use-payment-truth';

export function BookingResultPage() {
  const { id } = useParams({ from: '/member/booking/$id/result' });
  const { booking, order, bankSilent } = usePaymentTruth(id);
  return (
    <Loaded query={booking}>
      {(it) => (
        <PaymentResult
          booking={it}
          order={order}
          bankSilent={bankSilent}
          onOver={() => void booking.refetch()}
        />
      )}
    </Loaded>
  );
}
