import { IconCalendarEvent, IconFileText, IconHome, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '@mila/api';
import { AppShell, NoticesBell, Switches } from '@mila/app';
import { ZoneContext } from '@mila/ui';
import { requireUser } from '../app/guards';

export const Route = createFileRoute('/_user')({ beforeLoad: requireUser, component: UserFrame });

function UserFrame() {
  const { t } = useTranslation('patient');
  const { data: session } = useQuery(sessionQuery);
  const nav = [
    { to: '/', label: t('nav.home'), icon: IconHome },
    { to: '/records', label: t('nav.records'), icon: IconCalendarEvent },
    { to: '/medcards/', label: t('nav.medcard'), icon: IconFileText },
    { to: '/profile', label: t('nav.profile'), icon: IconUser },
  ];
  return (
    <ZoneContext value={session?.time_zone ?? null}>
      <AppShell
        nav={nav}
        tools={
          <>
            <NoticesBell app="patient" />
            <Switches />
          </>
        }
      >
        <Outlet />
      </AppShell>
    </ZoneContext>
  );
}
