import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '@mila/api';
import { PageTitle } from '@mila/ui';
import { EntryCard } from '../features/login/entry-card';
import { GosuslugiPanel } from '../features/login/gosuslugi-panel';
import { LoginProblem } from '../features/login/login-problem';

export function LoginPage() {
  const { t } = useTranslation('patient');
  const { return_to, problem } = useSearch({ from: '/stranger/login' });
  const { data: session } = useQuery(sessionQuery);
  return (
    <EntryCard>
      <PageTitle lead={t('login.lead')}>{t('login.title')}</PageTitle>
      <LoginProblem code={problem} />
      {session?.authenticated && <Alert>{t('login.raise')}</Alert>}
      <GosuslugiPanel returnTo={return_to ?? '/'} />
      <Button component={Link} to="/login/other" search={{ return_to } as never} variant="subtle">
        {t('login.other')}
      </Button>
    </EntryCard>
  );
}
