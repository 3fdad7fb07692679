import { Alert, Button, Card, Stack, Text, Title } from '@mantine/core';
import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { gosuslugiLinkUrl, gosuslugiLoginUrl, type ProblemCode, problemText, type Profile } from '@mila/api';

interface Props {
  profile: Profile;
  byPassword: boolean;
  problem?: ProblemCode;
  linked?: boolean;
}

/** «Подключить Госуслуги» and how it went (R037–R041, R044); a linked person who came by password may raise the session. */
export function GosuslugiLink({ profile, byPassword, problem, linked }: Props) {
  const { t } = useTranslation('patient');
  const { t: words } = useTranslation('problems');
  const offer = !profile.gosuslugi_linked;
  if (!offer && !byPassword && !linked && !problem) return null;
  return (
    <Card component="section">
      <Stack gap="md">
        <Title order={2}>{t('profile.gosuslugi')}</Title>
        {problem && (
          <Alert
            role="alert"
            color="red"
            icon={<IconAlertCircle aria-hidden />}
            title={t('profile.linkProblem')}
          >
            {problemText(words, problem)}
          </Alert>
        )}
        {linked && (
          <Alert role="status" icon={<IconCheck aria-hidden />}>
            {t('profile.linkDone')}
          </Alert>
        )}
        {offer && (
          <>
            <Text>{t('profile.linkHint', { email: profile.email ?? '' })}</Text>
            <Button component="a" href={gosuslugiLinkUrl('/profile')} style={{ alignSelf: 'flex-start' }}>
              {t('profile.link')}
            </Button>
          </>
        )}
        {!offer && byPassword && (
          <>
            <Text>{t('profile.raiseHint')}</Text>
            <Button component="a" href={gosuslugiLoginUrl('/profile')} style={{ alignSelf: 'flex-start' }}>
              {t('login.gosuslugi')}
            </Button>
          </>
        )}
      </Stack>
    </Card>
  );
}
