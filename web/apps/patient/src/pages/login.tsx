import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '@mila/api';
import { LinkButton, PageTitle } from '@mila/ui';
import { EntryCard } from '../features/login/entry-card';
import { GosuslugiPanel } from '../features/login/gosuslugi-panel';
import { isEnding, LoginEnding } from '../features/login/login-ending';

export function LoginPage() {
  const { t } = useTranslation('patient');
  const { return_to, problem, missing } = useSearch({ from: '/stranger/login' });
  const { data: session } = useQuery(sessionQuery);
  const byPassword = session?.authenticated;
  return (
    <EntryCard>
      {isEnding(problem) ? (
        <LoginEnding code={problem} returnTo={return_to ?? '/'} missing={missing} />
      ) : (
        <>
          <PageTitle lead={t('login.lead')}>{t('login.title')}</PageTitle>
          {byPassword && <Alert>{t('login.raise')}</Alert>}
          <GosuslugiPanel returnTo={return_to ?? '/'} />
        </>
      )}
      {byPassword ? (
        <Button component={Link} to="/" variant="subtle">
          {t('login.stay')}
        </Button>
      ) : (
        <LinkButton to="/login/other" search={{ return_to }} variant="subtle">
          {t('login.other')}
        </LinkButton>
      )}
    </EntryCard>
  );
}
