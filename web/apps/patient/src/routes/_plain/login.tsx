import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import * as v from 'valibot';
import { sessionQuery } from '@mila/api';
import { params } from '@mila/app';
import { LinkButton, PageTitle } from '@mila/ui';
import { requireGuest } from '../../app/guards';
import { EntryCard } from '../../features/login/entry-card';
import { GosuslugiPanel } from '../../features/login/gosuslugi-panel';
import { isEnding, LoginEnding } from '../../features/login/login-ending';
import { passwordTexts } from '../../locales';

export const Route = createFileRoute('/_plain/login')({
  validateSearch: v.object({
    return_to: params.returnTo,
    problem: params.problemCode,
    // Which of the two names Gosuslugi does not know.
    missing: v.fallback(v.optional(v.picklist(['last_name', 'first_name', 'both'])), (given) =>
      given?.value ? 'both' : undefined,
    ),
  }),
  beforeLoad: requireGuest,
  loader: passwordTexts,
  component: LoginPage,
});

function LoginPage() {
  const { t } = useTranslation('patient');
  const { return_to, problem, missing } = Route.useSearch();
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
