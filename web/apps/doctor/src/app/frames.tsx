import { Text } from '@mantine/core';
import { IconCalendarEvent, IconMapSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ErrorComponentProps, Link, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type Notice, sessionQuery } from '@mila/api';
import {
  AppShell,
  Crash,
  EmptyState,
  ErrorState,
  LanguageSwitch,
  type NavLink,
  NoticesBell,
  SchemeSwitch,
  shortName,
} from '@mila/ui';
import { LogOutButton } from '../features/gate/log-out-button';

const Anchor: NavLink = ({ to, ...rest }) => <Link to={to} activeOptions={{ exact: true }} {...rest} />;

const Switches = () => (
  <>
    <LanguageSwitch />
    <SchemeSwitch />
  </>
);

export function GateFrame({ children = <Outlet /> }: { children?: ReactNode }) {
  return (
    <AppShell link={Anchor} nav={[]} tools={<Switches />}>
      {children}
    </AppShell>
  );
}

const leadsTo = ({ booking_id }: Notice): string => (booking_id ? `/visits/${booking_id}` : '/');

export function DeskFrame() {
  const { t } = useTranslation('doctor');
  const { data: session } = useQuery(sessionQuery);
  return (
    <AppShell
      link={Anchor}
      nav={[{ to: '/', label: t('nav.day'), icon: IconCalendarEvent }]}
      wide
      tools={
        <>
          <Text visibleFrom="sm" me="xs">
            {session?.full_name && shortName(session.full_name)}
          </Text>
          <NoticesBell link={Anchor} leadsTo={leadsTo} />
          <Switches />
          <LogOutButton />
        </>
      }
    >
      <Outlet />
    </AppShell>
  );
}

export function NotFoundPage() {
  const { t } = useTranslation(['common', 'problems']);
  return (
    <GateFrame>
      <EmptyState icon={IconMapSearch} title={t('error.notFound')} order={1}>
        {t('problems:not_found')}
      </EmptyState>
    </GateFrame>
  );
}

export function CrashPage({ error, reset }: ErrorComponentProps) {
  return error instanceof ApiProblem ? <ErrorState error={error} onRetry={reset} /> : <Crash />;
}
