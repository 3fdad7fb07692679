import { Alert, Button, Stack } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@mila/api';
import { ProblemAlert, useProblemText } from '@mila/ui';
import type { Payment } from './use-payment';

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
