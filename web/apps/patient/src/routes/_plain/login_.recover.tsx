import { Button } from '@mantine/core';
import { createFileRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import * as v from 'valibot';
import { params } from '@mila/app';
import { LinkButton, PageTitle } from '@mila/ui';
import { EntryCard } from '../../features/login/entry-card';
import { NewPasswordForm } from '../../features/login/new-password-form';
import { RecoveryForm } from '../../features/login/recovery-form';
import { passwordTexts } from '../../locales';

export const Route = createFileRoute('/_plain/login_/recover')({
  validateSearch: v.object({ return_to: params.returnTo, token: params.text }),
  loader: passwordTexts,
  component: LoginRecoverPage,
});

function LoginRecoverPage() {
  const { t } = useTranslation('patient');
  const { token, return_to } = Route.useSearch();
  const navigate = Route.useNavigate();
  const back = { to: '/login/other', search: { return_to } } as const;
  return (
    <EntryCard>
      <PageTitle lead={token ? undefined : t('recover.lead')}>
        {token ? t('recover.newTitle') : t('recover.title')}
      </PageTitle>
      {token ? (
        <NewPasswordForm
          key={token}
          token={token}
          enter={<LinkButton {...back}>{t('recover.enter')}</LinkButton>}
          retry={
            <Button onClick={() => void navigate({ search: { return_to }, replace: true })}>
              {t('recover.anew')}
            </Button>
          }
        />
      ) : (
        <RecoveryForm returnTo={return_to} />
      )}
      <LinkButton {...back} variant="subtle">
        {t('other.backToLogin')}
      </LinkButton>
    </EntryCard>
  );
}
