import { Alert, Button, Stack } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ApiProblem,
  asProblem,
  type Booking,
  hasCode,
  keys,
  serverNow,
  startCheckout,
  worthRetrying,
} from '@mila/api';
import { ProblemAlert, useLate, useProblemText } from '@mila/ui';

/**
 * Goes to the bank's page. The order follows the booking; while messages are late that lasts, so «not ready» is asked
 * again for as long as the time is held. A refusal means that the booking is not what it was.
 */
export function usePayment({ booking_id: id, hold_expires_at: until }: Booking) {
  const cache = useQueryClient();
  const held = () => !until || serverNow() < Date.parse(until);
  const go = useMutation({
    mutationFn: (press: AbortController) => startCheckout(id, press.signal),
    retry: (failures, error) =>
      hasCode(error, 'order_not_ready') ? held() : worthRetrying(failures, error) && held(),
    retryDelay: 1000,
    onSuccess: ({ form_url }) => location.assign(form_url),
    onError: (error) => {
      if (asProblem(error).status !== 409) return;
      for (const queryKey of [keys.booking(id), keys.order(id)]) void cache.invalidateQueries({ queryKey });
      void cache.invalidateQueries({ queryKey: keys.bookings });
    },
  });
  // «Back» from the bank may bring this very page out of the browser's memory, its button still busy.
  const rested = useEffectEvent((event: PageTransitionEvent) => event.persisted && go.reset());
  useEffect(() => {
    const wake = (event: PageTransitionEvent) => rested(event);
    addEventListener('pageshow', wake);
    return () => removeEventListener('pageshow', wake);
  }, []);
  const asked = go.isPending ? go.variables : undefined;
  const preparing = go.isPending && hasCode(go.failureReason, 'order_not_ready');
  return {
    pay: () => {
      asked?.abort();
      go.mutate(new AbortController());
    },
    busy: go.isPending || go.isSuccess,
    error: go.error,
    preparing,
    slow: useLate(asked) && !preparing,
  };
}

export type Payment = ReturnType<typeof usePayment>;

/** Why the bank's page is not there yet: the order is being made, the answer is late, or it was refused. */
export function PaymentProgress({ payment }: { payment: Payment }) {
  const { t } = useTranslation(['patient', 'common']);
  const words = useProblemText();
  const { preparing, slow, pay, error } = payment;
  return (
    <>
      <div role="status">
        {(preparing || slow) && (
          <Alert color="yellow" icon={<IconHourglass aria-hidden />} ta="start">
            {preparing ? (
              words(new ApiProblem('order_not_ready', 409))
            ) : (
              <Stack gap="sm" align="flex-start">
                {t('checkout.slow')}
                <Button variant="default" onClick={pay}>
                  {t('common:retry')}
                </Button>
              </Stack>
            )}
          </Alert>
        )}
      </div>
      <ProblemAlert error={error} />
    </>
  );
}
