import { Button, Card, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createFileRoute, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import * as v from 'valibot';
import { completeSetup, profileQuery, sessionQuery } from '@mila/api';
import { params } from '@mila/app';
import { PageTitle, ProblemAlert } from '@mila/ui';
import { requireOnboarding } from '../../app/guards';
import { MedicalConsent } from '../../features/consents/medical-consent';
import { NotificationsConsent } from '../../features/consents/notifications-consent';
import { NotificationEmail } from '../../features/profile/notification-email';
import { ZoneChoice } from '../../features/profile/zone-choice';
import { cabinetTexts, passwordTexts } from '../../locales';

export const Route = createFileRoute('/_plain/welcome')({
  validateSearch: v.object({ return_to: params.returnTo, token: params.text }),
  beforeLoad: requireOnboarding,
  loader: () => Promise.all([cabinetTexts(), passwordTexts()]),
  component: WelcomePage,
});

function WelcomePage() {
  const { t } = useTranslation('patient');
  const { return_to = '/' } = Route.useSearch();
  const { data: session } = useQuery(sessionQuery);
  const { data: profile } = useQuery(profileQuery);
  const cache = useQueryClient();
  const router = useRouter();
  const start = useMutation({
    mutationFn: completeSetup,
    onSuccess: async () => {
      await cache.fetchQuery({ ...sessionQuery, staleTime: 0 });
      router.history.push(return_to);
    },
  });
  return (
    <Stack gap="lg" maw={640} mx="auto">
      <PageTitle lead={t('welcome.lead')}>{t('welcome.title')}</PageTitle>
      {session?.given_name && <Text fw={600}>{t('welcome.hello', { name: session.given_name })}</Text>}
      <MedicalConsent identified={session?.acr === 'gosuslugi'} />
      <NotificationsConsent />
      {profile && !profile.email && (
        <Card component="section">
          <Title order={2} fz="h3" mb="sm">
            {t('profile.notifyEmail')}
          </Title>
          <NotificationEmail profile={profile} />
        </Card>
      )}
      {profile && (
        <Card component="section" aria-label={t('profile.zone')}>
          <ZoneChoice profile={profile} />
        </Card>
      )}
      <ProblemAlert error={start.error} />
      <Button size="lg" loading={start.isPending} onClick={() => start.mutate()}>
        {t('welcome.start')}
      </Button>
    </Stack>
  );
}
