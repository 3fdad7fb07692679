import { Alert, Button, Stack, Tabs, Text } from '@mantine/core';
import { IconCheck, IconInfoCircle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { createFileRoute, Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as v from 'valibot';
import { type Session, sessionQuery } from '@mila/api';
import { params } from '@mila/app';
import { LinkAnchor, LinkButton, PageTitle, useWaitingDraft } from '@mila/ui';
import { EmailConfirmation } from '../../features/login/email-confirmation';
import { EntryCard } from '../../features/login/entry-card';
import { PasswordForm } from '../../features/login/password-form';
import { registrationDraft, RegistrationForm } from '../../features/login/registration-form';
import { passwordTexts } from '../../locales';

export const Route = createFileRoute('/_plain/login_/other')({
  validateSearch: v.object({
    return_to: params.returnTo,
    // The token of a letter that confirms an account or, with `letters`, an address for notifications.
    confirm: params.text,
    letters: params.flag,
  }),
  loader: passwordTexts,
  component: LoginOtherPage,
});

type Tab = 'enter' | 'register';

function LoginOtherPage() {
  const { t } = useTranslation('patient');
  const { return_to, confirm, letters = false } = Route.useSearch();
  const [tab, setTab] = useState<Tab>(useWaitingDraft(registrationDraft) === 'open' ? 'register' : 'enter');
  const [proved, setProved] = useState(false);
  const cache = useQueryClient();
  const router = useRouter();
  const navigate = Route.useNavigate();
  const enter = (session: Session) => {
    cache.clear();
    cache.setQueryData(sessionQuery.queryKey, session);
    router.history.push(return_to ?? '/');
  };
  const leaveLetter = (next: Tab) => {
    setTab(next);
    void navigate({ search: { return_to }, replace: true });
  };
  return (
    <EntryCard>
      <PageTitle>
        {t(letters ? 'other.lettersTitle' : confirm ? 'other.confirmTitle' : 'other.title')}
      </PageTitle>
      {proved ? (
        <ProvedAddress />
      ) : confirm ? (
        <EmailConfirmation
          key={confirm}
          token={confirm}
          letters={letters}
          onSession={letters ? () => setProved(true) : enter}
          used={letters ? <ProfileLink /> : <UsedLetter onChoice={leaveLetter} />}
        />
      ) : (
        <Tabs value={tab} onChange={(next) => setTab(next as Tab)} keepMounted={false}>
          <Tabs.List grow mb="lg">
            <Tabs.Tab value="enter">{t('other.enter')}</Tabs.Tab>
            <Tabs.Tab value="register">{t('other.register')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="enter">
            <PasswordForm onSession={enter} />
            <LinkAnchor to="/login/recover" search={{ return_to }} py="sm" display="inline-block">
              {t('other.forgot')}
            </LinkAnchor>
          </Tabs.Panel>
          <Tabs.Panel value="register">
            <RegistrationForm returnTo={return_to} />
          </Tabs.Panel>
        </Tabs>
      )}
      {!confirm && (
        <>
          <Alert color="gray" icon={<IconInfoCircle aria-hidden />}>
            {t('other.limits')}
          </Alert>
          <LinkButton to="/login" search={{ return_to }} variant="subtle">
            {t('login.gosuslugi')}
          </LinkButton>
        </>
      )}
    </EntryCard>
  );
}

function UsedLetter({ onChoice }: { onChoice: (tab: Tab) => void }) {
  const { t } = useTranslation('patient');
  return (
    <Stack gap="sm">
      <Text>{t('other.usedHint')}</Text>
      <Button onClick={() => onChoice('enter')}>{t('other.enter')}</Button>
      <Button variant="default" onClick={() => onChoice('register')}>
        {t('other.registerAnew')}
      </Button>
    </Stack>
  );
}

function ProvedAddress() {
  const { t } = useTranslation('patient');
  return (
    <>
      <Alert role="status" icon={<IconCheck aria-hidden />} title={t('other.lettersDone')}>
        {t('other.lettersDoneHint')}
      </Alert>
      <ProfileLink />
    </>
  );
}

const ProfileLink = () => {
  const { t } = useTranslation('patient');
  return (
    <Button component={Link} to="/profile">
      {t('other.toProfile')}
    </Button>
  );
};
