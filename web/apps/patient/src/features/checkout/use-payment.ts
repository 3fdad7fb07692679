import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
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
  // «Back» from the bank may bring this very page out of the browser's memory, its button still busy.
  const rested = useEffectEvent((event: PageTransitionEvent) => event.persisted && go.reset());
  useEffect(() => {
    const wake = (event: PageTransitionEvent) => rested(event);
    addEventListener('pageshow', wake);
    return () => removeEventListener('pageshow', wake);
  }, []);
  return { pay: () => go.mutate(newIdempotencyKey()), busy: go.isPending || go.isSuccess, error: go.error };
}
