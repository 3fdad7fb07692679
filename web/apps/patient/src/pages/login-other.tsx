import { Alert, Anchor, Button, Tabs } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Session, sessionQuery } from '@mila/api';
import { PageTitle } from '@mila/ui';
import { EmailConfirmation } from '../features/login/email-confirmation';
import { EntryCard } from '../features/login/entry-card';
import { PasswordForm } from '../features/login/password-form';
import { RegistrationForm } from '../features/login/registration-form';

export function LoginOtherPage() {
  const { t } = useTranslation('patient');
  const { return_to = '/', confirm } = useSearch({ from: '/stranger/login/other' });
  const cache = useQueryClient();
  const router = useRouter();
  const enter = (session: Session) => {
    cache.clear();
    cache.setQueryData(sessionQuery.queryKey, session);
    router.history.push(return_to);
  };
  return (
    <EntryCard>
      <PageTitle>{t('other.title')}</PageTitle>
      {confirm ? (
        <EmailConfirmation token={confirm} onSession={enter} />
      ) : (
        <Tabs defaultValue="enter" keepMounted={false}>
          <Tabs.List grow mb="lg">
            <Tabs.Tab value="enter">{t('other.enter')}</Tabs.Tab>
            <Tabs.Tab value="register">{t('other.register')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="enter">
            <PasswordForm onSession={enter} />
            <Anchor component={Link} to="/login/recover" py="sm" display="inline-block">
              {t('other.forgot')}
            </Anchor>
          </Tabs.Panel>
          <Tabs.Panel value="register">
            <RegistrationForm />
          </Tabs.Panel>
        </Tabs>
      )}
      <Alert color="gray" icon={<IconInfoCircle aria-hidden />}>
        {t('other.limits')}
      </Alert>
      <Button component={Link} to="/login" variant="subtle">
        {t('login.gosuslugi')}
      </Button>
    </EntryCard>
  );
}
