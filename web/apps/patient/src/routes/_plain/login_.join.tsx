import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { hasCode, joiningQuery, problemText } from '@mila/api';
import { Loaded, PageTitle } from '@mila/ui';
import { EntryCard } from '../../features/login/entry-card';
import { JoinAccount, JoinCabinets } from '../../features/login/join-account';
import { passwordTexts } from '../../locales';

export const Route = createFileRoute('/_plain/login_/join')({
  loader: passwordTexts,
  component: LoginJoinPage,
});

/** After Gosuslugi: a cabinet with the same e-mail is there already; the person says whether it is theirs. */
function LoginJoinPage() {
  const { t } = useTranslation('patient');
  const { t: words } = useTranslation('problems');
  const question = useQuery(joiningQuery);
  if (hasCode(question.error, 'joining_expired'))
    return (
      <EntryCard>
        <PageTitle>{t('ending.login_expired.title')}</PageTitle>
        <Text role="alert">{problemText(words, 'joining_expired')}</Text>
        <Button component="a" href="/login" size="lg">
          {t('join.over')}
        </Button>
      </EntryCard>
    );
  return (
    <EntryCard>
      <Loaded query={question}>
        {({ email_masked, two_cabinets }) =>
          two_cabinets ? <JoinCabinets email={email_masked} /> : <JoinAccount email={email_masked} />
        }
      </Loaded>
    </EntryCard>
  );
}
