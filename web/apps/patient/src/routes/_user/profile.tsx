import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import * as v from 'valibot';
import { type Profile, profileQuery, sessionQuery } from '@mila/api';
import { params } from '@mila/app';
import { Loaded, PageTitle } from '@mila/ui';
import { CheckLink } from '../../features/check/check-link';
import { MedicalConsent } from '../../features/consents/medical-consent';
import { NotificationsConsent } from '../../features/consents/notifications-consent';
import { PasswordChange } from '../../features/login/password-change';
import { DeviceNotices } from '../../features/notices/device-notices';
import { NoticesSettings } from '../../features/notices/notices-settings';
import { GosuslugiLink } from '../../features/profile/gosuslugi-link';
import { NotificationEmail } from '../../features/profile/notification-email';
import { OpenSessions } from '../../features/profile/open-sessions';
import { PersonalData } from '../../features/profile/personal-data';
import { ProfileSections, type Section } from '../../features/profile/profile-sections';
import { ZoneChoice } from '../../features/profile/zone-choice';
import { cabinetTexts, passwordTexts } from '../../locales';

export const Route = createFileRoute('/_user/profile')({
  validateSearch: v.object({ problem: params.problemCode, linked: params.flag, joined: params.flag }),
  loader: () => Promise.all([cabinetTexts(), passwordTexts()]),
  component: ProfilePage,
});

function ProfilePage() {
  const { t } = useTranslation('patient');
  const profile = useQuery(profileQuery);
  return (
    <Stack gap="lg">
      <PageTitle lead={t('profile.lead')}>{t('profile.title')}</PageTitle>
      <Loaded query={profile}>{(person) => <Sections person={person} />}</Loaded>
      <CheckLink />
    </Stack>
  );
}

function Sections({ person }: { person: Profile }) {
  const { t } = useTranslation('patient');
  const { problem, linked, joined } = Route.useSearch();
  const { data: session } = useQuery(sessionQuery);
  const identified = session?.acr === 'gosuslugi';
  const gosuslugi: Section = {
    id: 'gosuslugi',
    title: t('profile.gosuslugi'),
    content: (
      <GosuslugiLink
        profile={person}
        byPassword={!identified}
        problem={problem}
        linked={linked}
        joined={joined}
      />
    ),
  };
  const me: Section = { id: 'me', title: t('profile.me'), content: <PersonalData profile={person} /> };
  const rest: Section[] = [
    {
      id: 'consents',
      title: t('profile.consents'),
      bare: true,
      content: (
        <>
          <MedicalConsent identified={identified} nested />
          <NotificationsConsent nested />
        </>
      ),
    },
    { id: 'letters', title: t('profile.notifyEmail'), content: <NotificationEmail profile={person} /> },
    { id: 'notices', title: t('noticeSettings.title'), content: <NoticesSettings /> },
    { id: 'device', title: t('device.title'), content: <DeviceNotices /> },
    { id: 'zone', title: t('profile.zone'), content: <ZoneChoice profile={person} /> },
    {
      id: 'security',
      title: t('password.title'),
      content: <PasswordChange profile={person} identified={identified} />,
    },
    { id: 'sessions', title: t('sessions.title'), content: <OpenSessions /> },
  ];
  // What has just happened with Gosuslugi, or is still to be done, comes first.
  const first = !identified || problem || linked || joined ? [gosuslugi, me] : [me, gosuslugi];
  return <ProfileSections sections={[...first, ...rest]} />;
}
