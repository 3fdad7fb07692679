import { useQuery } from '@tanstack/react-query';
import { createFileRoute, Outlet } from '@tanstack/react-router';
import { sessionQuery } from '@mila/api';
import { SessionOver, ZoneContext } from '@mila/ui';
import { requireUser } from '../app/guards';

export const Route = createFileRoute('/_fullscreen')({ beforeLoad: requireUser, component: FullScreenFrame });

/** Nothing around the consultation but the reader's zone. */
function FullScreenFrame() {
  const { data: session } = useQuery(sessionQuery);
  return (
    <ZoneContext value={session?.time_zone ?? null}>
      <SessionOver />
      <Outlet />
    </ZoneContext>
  );
}
