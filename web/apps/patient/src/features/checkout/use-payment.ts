import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { hasCode, startCheckout, worthRetrying } from '@mila/api';

/** The order follows the booking; while messages are late this lasts, and the countdown of the hold goes on. */
const orderMayBeAway = 60;

/** Goes to the bank's page. The order may be a moment behind the booking, so «not ready» is asked again for a minute. */
export function usePayment(bookingId: string) {
  const go = useMutation({
    mutationFn: () => startCheckout(bookingId),
    retry: (failures, error) =>
      hasCode(error, 'order_not_ready') ? failures < orderMayBeAway : worthRetrying(failures, error),
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
  return { pay: () => go.mutate(), busy: go.isPending || go.isSuccess, error: go.error };
}
