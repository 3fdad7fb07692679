import { Button } from '@mantine/core';
import { IconMoodSad } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state';

/** The page itself broke: say that nothing is lost and offer to load it anew. */
export function Crash() {
  const { t } = useTranslation('common');
  return (
    <div role="alert">
      <EmptyState
        icon={IconMoodSad}
        title={t('error.crash')}
        order={1}
        action={<Button onClick={() => location.reload()}>{t('error.reload')}</Button>}
      >
        {t('error.crashHint')}
      </EmptyState>
    </div>
  );
}
