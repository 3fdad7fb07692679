import { Button } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '@mila/ui';
import { EntryCard } from '../features/login/entry-card';
import { NewPasswordForm } from '../features/login/new-password-form';
import { RecoveryForm } from '../features/login/recovery-form';

export function LoginRecoverPage() {
  const { t } = useTranslation('patient');
  const { token } = useSearch({ from: '/stranger/login/recover' });
  return (
    <EntryCard>
      <PageTitle lead={token ? undefined : t('recover.lead')}>
        {token ? t('recover.newTitle') : t('recover.title')}
      </PageTitle>
      {token ? <NewPasswordForm token={token} /> : <RecoveryForm />}
      <Button component={Link} to="/login/other" variant="subtle">
        {t('other.backToLogin')}
      </Button>
    </EntryCard>
  );
}
