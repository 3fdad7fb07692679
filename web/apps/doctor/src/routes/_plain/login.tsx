import { Alert, Button, Card, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import * as v from 'valibot';
import { gosuslugiLoginUrl, problemText, sessionQuery } from '@mila/api';
import { params } from '@mila/app';
import { PageTitle } from '@mila/ui';
import { requireGuest } from '../../app/guards';
import { StrangerNotice } from '../../features/gate/stranger-notice';

export const Route = createFileRoute('/_plain/login')({
  validateSearch: v.object({ return_to: params.text, problem: params.problemCode }),
  beforeLoad: requireGuest,
  component: LoginPage,
});

function LoginPage() {
  const { t } = useTranslation('doctor');
  const { t: words } = useTranslation('problems');
  const { return_to = '/', problem } = Route.useSearch();
  const { data: session } = useQuery(sessionQuery);
  return (
    <Card maw={480} mx="auto" p={{ base: 'md', xs: 'xl' }}>
      <Stack gap="lg">
        <PageTitle lead={t('gate.lead')}>{t('gate.title')}</PageTitle>
        {problem && (
          <Alert role="alert" color="red" icon={<IconAlertCircle aria-hidden />} title={t('gate.problem')}>
            {problemText(words, problem)}
          </Alert>
        )}
        {session?.authenticated && <StrangerNotice session={session} />}
        <Button component="a" href={gosuslugiLoginUrl(return_to)} size="lg">
          {t('gate.enter')}
        </Button>
        <Text c="dimmed" fz="sm">
          {t('gate.privacy')}
        </Text>
      </Stack>
    </Card>
  );
}
