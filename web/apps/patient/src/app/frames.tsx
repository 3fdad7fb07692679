import { Button } from '@mantine/core';
import { IconCalendarEvent, IconFileText, IconHome, IconMapSearch, IconUser } from '@tabler/icons-react';
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
  ZoneContext,
} from '@mila/ui';

const Anchor: NavLink = ({ to, ...rest }) => <Link to={to} activeOptions={{ exact: to === '/' }} {...rest} />;

/** Before the login: the mark, the language and nothing else. */
export function StrangerFrame({ children = <Outlet /> }: { children?: ReactNode }) {
  return (
    <AppShell
      link={Anchor}
      nav={[]}
      tools={
        <>
          <LanguageSwitch />
          <SchemeSwitch />
        </>
      }
    >
      {children}
    </AppShell>
  );
}

/** Where a notice is about: somebody waits in the room, an offered time waits for its payment. */
function leadsTo({ kind, booking_id, document_id }: Notice): string {
  if (kind === 'conclusion_ready') return `/medcards/${document_id}`;
  if (kind === 'share_opened') return '/medcards/shares';
  if (kind === 'slot_offered') return `/booking/${booking_id}`;
  const room = kind === 'doctor_calling' || kind === 'chat_message';
  return room ? `/records/${booking_id}/room` : `/records/${booking_id}`;
}

export function MemberFrame() {
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
        link={Anchor}
        nav={nav}
        tools={
          <>
            <NoticesBell link={Anchor} leadsTo={leadsTo} />
            <LanguageSwitch />
            <SchemeSwitch />
          </>
        }
      >
        <Outlet />
      </AppShell>
    </ZoneContext>
  );
}

/** Nothing around the consultation but the reader's zone. */
export function CallFrame() {
  const { data: session } = useQuery(sessionQuery);
  return (
    <ZoneContext value={session?.time_zone ?? null}>
      <Outlet />
    </ZoneContext>
  );
}

const HomeButton = () => {
  const { t } = useTranslation('common');
  return (
    <Button component={Link} to="/">
      {t('home')}
    </Button>
  );
};

export function NotFoundPage() {
  const { t } = useTranslation(['common', 'problems']);
  return (
    <StrangerFrame>
      <EmptyState icon={IconMapSearch} title={t('error.notFound')} order={1} action={<HomeButton />}>
        {t('problems:not_found')}
      </EmptyState>
    </StrangerFrame>
  );
}

export function CrashPage({ error, reset }: ErrorComponentProps) {
  return error instanceof ApiProblem ? <ErrorState error={error} onRetry={reset} /> : <Crash />;
}
