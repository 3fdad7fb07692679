import { type ComponentProps, lazy, Suspense } from 'react';
import classes from '../shell.module.css';

const Bell = lazy(() => import('./notices-bell').then((m) => ({ default: m.NoticesBell })));

/** The bell arrives after the page it stands on: its floating list is heavy, and nobody waits for it. */
export function NoticesBell(props: ComponentProps<typeof Bell>) {
  return (
    <Suspense fallback={<span className={classes.bellPlace} />}>
      <Bell {...props} />
    </Suspense>
  );
}
