import { Button } from '@mantine/core';
import { IconCloudOff, IconMapSearch, IconMoodSad } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '@mila/api';
import { useProblemText } from '../i18n/use-problem-text';
import { EmptyState } from './empty-state';
import { IdentifyButton } from './identify-button';

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
