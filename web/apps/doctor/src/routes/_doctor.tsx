import { Text } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '@mila/api';
import { AppShell, NoticesBell, Switches } from '@mila/app';
import { shortName } from '@mila/ui';
import { requireDoctor } from '../app/guards';
import { LogOutButton } from '../features/gate/log-out-button';
import { IdleWarning } from '../features/idle/idle-warning';

export const Route = createFileRoute('/_doctor')({ beforeLoad: requireDoctor, component: DoctorFrame });

function DoctorFrame() {
  const { t } = useTranslation('doctor');
  const { data: session } = useQuery(sessionQuery);
  return (
    <AppShell
      nav={[{ to: '/', label: t('nav.day'), icon: IconCalendarEvent }]}
      wide
      tools={
        <>
          <Text visibleFrom="sm" me="xs">
            {session?.full_name && shortName(session.full_name)}
          </Text>
          <NoticesBell app="doctor" />
          <Switches />
          <LogOutButton />
        </>
      }
    >
      <IdleWarning />
      <Outlet />
    </AppShell>
  );
}
