import { IconCalendarEvent, IconFileText, IconHome, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Notice, sessionQuery } from '@mila/api';
import { AppShell, NoticesBell, Switches } from '@mila/app';
import { ZoneContext } from '@mila/ui';
import { requireUser } from '../app/guards';

export const Route = createFileRoute('/_user')({ beforeLoad: requireUser, component: UserFrame });

/** Where a notice is about: somebody waits in the room, an offered time waits for its payment. */
function leadsTo({ kind, booking_id, document_id }: Notice): string {
  if (kind === 'conclusion_ready') return `/medcards/${document_id}`;
  if (kind === 'share_opened') return '/medcards/shares';
  if (kind === 'slot_offered') return `/booking/${booking_id}`;
  const room = kind === 'doctor_calling' || kind === 'chat_message';
  return room ? `/records/${booking_id}/room` : `/records/${booking_id}`;
}

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
            <NoticesBell leadsTo={leadsTo} />
            <Switches />
          </>
        }
      >
        <Outlet />
      </AppShell>
    </ZoneContext>
  );
}
