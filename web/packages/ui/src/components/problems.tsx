import { Alert, Button, Stack } from '@mantine/core';
import { IconAlertCircle, IconCloudOff, IconMapSearch, IconMoodSad } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gosuslugiLoginUrl, hasCode } from '@mila/api';
import { useProblemText } from '../i18n/use-problem-text';
import { useSessionOver } from '../session/unsaved';
import { EmptyState } from './empty-state';

interface Props {
  error: unknown;
  onRetry?: () => void;
  action?: ReactNode;
}

/** What happened, what it means and the next step. */
export function ErrorState({ error, onRetry, action }: Props) {
  const { t } = useTranslation('common');
  const words = useProblemText();
  // Where a page could not even name itself, this is all it has to say.
  const [order] = useState<1 | 2>(() => (document.querySelector('h1') ? 2 : 1));
  const lost = hasCode(error, 'not_found');
  const offline = hasCode(error, 'offline');
  const title = lost ? t('error.notFound') : offline ? t('error.offline') : t('error.title');
  const identify = hasCode(error, 'identification_required') && <IdentifyButton />;
  const retry = !lost && onRetry && <Button onClick={onRetry}>{t('retry')}</Button>;
  return (
    <div role="alert">
      <EmptyState
        icon={lost ? IconMapSearch : offline ? IconCloudOff : IconMoodSad}
        title={title}
        order={order}
        action={action ?? (identify || retry)}
      >
        {words(error)}
      </EmptyState>
    </div>
  );
}

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

/** Lifts the limits of a login by password, and comes back to this very place (R033, R034). */
export function IdentifyButton() {
  const { t } = useTranslation('common');
  return (
    <Button component="a" href={gosuslugiLoginUrl(location.pathname + location.search)}>
      {t('identify')}
    </Button>
  );
}
