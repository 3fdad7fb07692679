import { useMutation } from '@tanstack/react-query';
import { hasCode, newIdempotencyKey, startCheckout, worthRetrying } from '@mila/api';

const orderMayBeAMomentAway = 5;

/** Goes to the bank's page. The order may be a moment behind the booking, so «not found» is asked again for 5 s. */
export function usePayment(bookingId: string) {
  const go = useMutation({
    mutationFn: (key: string) => startCheckout(bookingId, key),
    retry: (failures, error) =>
      hasCode(error, 'order_not_found') ? failures < orderMayBeAMomentAway : worthRetrying(failures, error),
    retryDelay: 1000,
    onSuccess: ({ form_url }) => location.assign(form_url),
  });
  return { pay: () => go.mutate(newIdempotencyKey()), busy: go.isPending || go.isSuccess, error: go.error };
}
