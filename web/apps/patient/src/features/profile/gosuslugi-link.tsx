import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconCheck, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { gosuslugiLinkUrl, gosuslugiLoginUrl, type ProblemCode, problemText, type Profile } from '@mila/api';

interface Props {
  profile: Profile;
  byPassword: boolean;
  problem?: ProblemCode;
  linked?: boolean;
  joined?: boolean;
}

/** «Подключить Госуслуги» and how it went (R037–R041, R044); a linked person who came by password may raise the session. */
export function GosuslugiLink({ profile, byPassword, problem, linked, joined }: Props) {
  const { t } = useTranslation('patient');
  const offer = !profile.gosuslugi_linked;
  return (
    <Stack gap="md" align="flex-start">
      {problem && <LinkProblem problem={problem} email={profile.email} />}
      {joined && (
        <Alert role="status" icon={<IconCheck aria-hidden />} title={t('profile.linkDoneTitle')} w="100%">
          {t('profile.joined')}
        </Alert>
      )}
      {linked && !problem && (
        <Alert role="status" icon={<IconCheck aria-hidden />} title={t('profile.linkDoneTitle')} w="100%">
          {t('profile.linkDone')} {!profile.has_password && t('profile.linkDropped')}
        </Alert>
      )}
      {offer && (
        <>
          <Text>{t('profile.linkWhy')}</Text>
          <Text>{t('profile.linkHint', { email: profile.email ?? '' })}</Text>
          <Button component="a" href={gosuslugiLinkUrl('/profile')}>
            {t('profile.link')}
          </Button>
        </>
      )}
      {!offer && (
        <Group gap={8} c="var(--mila-link)" wrap="nowrap">
          <IconCircleCheck size={22} stroke={1.8} aria-hidden />
          <Text fw={600}>{t('profile.linked')}</Text>
        </Group>
      )}
      {!offer && byPassword && (
        <>
          <Text>{t('profile.raiseHint')}</Text>
          <Button component="a" href={gosuslugiLoginUrl('/profile')}>
            {t('login.gosuslugi')}
          </Button>
        </>
      )}
    </Stack>
  );
}

function LinkProblem({ problem, email }: { problem: ProblemCode; email: string | null }) {
  const { t } = useTranslation('patient');
  const { t: words } = useTranslation('problems');
  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconAlertCircle aria-hidden />}
      title={t(problem === 'link_conflict' ? 'profile.linkConflict' : 'profile.linkProblem')}
      w="100%"
    >
      <Stack gap="sm" align="flex-start">
        <span>{problemText(words, problem)}</span>
        {problem === 'link_email_mismatch' && email && <b>{t('profile.linkOurs', { email })}</b>}
        {problem === 'link_conflict' && (
          <Button component="a" href={gosuslugiLoginUrl('/')} variant="default">
            {t('login.gosuslugi')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
