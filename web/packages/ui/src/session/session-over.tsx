import { lazy, Suspense } from 'react';
import { useSessionOver } from './unsaved';

// Few see it: it is fetched for them, with the answer that says the session is over.
const Notice = lazy(() => import('./session-over-notice').then((m) => ({ default: m.SessionOverNotice })));

export function SessionOver() {
  if (!useSessionOver()) return null;
  return (
    <Suspense>
      <Notice />
    </Suspense>
  );
}
