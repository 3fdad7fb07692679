import { Card, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { profileQuery, sessionQuery } from '@mila/api';
import { Loaded, PageTitle } from '@mila/ui';
import { MedicalConsent } from '../features/consents/medical-consent';
import { NotificationsConsent } from '../features/consents/notifications-consent';
import { NoticesSettings } from '../features/notices/notices-settings';
import { GosuslugiLink } from '../features/profile/gosuslugi-link';
import { LogOutButton } from '../features/profile/log-out-button';
import { NotificationEmail } from '../features/profile/notification-email';
import { PersonalData } from '../features/profile/personal-data';
import { ZoneChoice } from '../features/profile/zone-choice';

export function ProfilePage() {
  const { t } = useTranslation('patient');
  const { problem, linked } = useSearch({ from: '/member/profile' });
  const { data: session } = useQuery(sessionQuery);
  const profile = useQuery(profileQuery);
  const identified = session?.acr === 'gosuslugi';
  return (
    <Stack gap="lg" maw={720} mx="auto">
      <PageTitle>{t('profile.title')}</PageTitle>
      <Loaded query={profile}>
        {(person) => (
          <>
            <GosuslugiLink profile={person} byPassword={!identified} problem={problem} linked={linked} />
            <PersonalData profile={person} />
            <Title order={2}>{t('profile.consents')}</Title>
            <MedicalConsent identified={identified} />
            <NotificationsConsent />
            {!person.email && <NotificationEmail />}
            <NoticesSettings />
            <Card>
              <ZoneChoice profile={person} />
            </Card>
            <LogOutButton />
          </>
        )}
      </Loaded>
    </Stack>
  );
}
