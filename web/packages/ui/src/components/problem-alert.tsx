import { Alert, Stack } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { hasCode } from '@mila/api';
import { IdentifyButton } from './identify-button';
import { useSessionOver } from '../session/unsaved';
import { useProblemText } from '../i18n/use-problem-text';

/** A refusal said beside the thing that was refused; nothing when there is none. */
export function ProblemAlert({ error, children }: { error: unknown; children?: ReactNode }) {
  const words = useProblemText();
  const over = useSessionOver();
  // The page says above that the session is over, and what to do.
  if (!error || (over && hasCode(error, 'unauthenticated'))) return null;
  return (
    <Alert role="alert" color="red" icon={<IconAlertCircle aria-hidden />}>
      {hasCode(error, 'identification_required') ? (
        <Stack gap="sm" align="flex-start">
          {words(error)}
          <IdentifyButton />
        </Stack>
      ) : (
        words(error)
      )}
      {children}
    </Alert>
  );
}
