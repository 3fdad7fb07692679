import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageSkeleton } from './skeletons';
import classes from './waiting.module.css';

/** After so long without an answer the page says that it still waits, in milliseconds. */
const lateAfter = 5000;

/** Whether what is asked for has been waited for too long; a new question begins a new wait. */
export function useLate<Asked>(asked: Asked | undefined): boolean {
  const [late, setLate] = useState<Asked>();
  useEffect(() => {
    if (asked === undefined) return;
    const timer = setTimeout(() => setLate(() => asked), lateAfter);
    return () => clearTimeout(timer);
  }, [asked]);
  return asked !== undefined && late === asked;
}

/** Stands in the place of an answer, and says in words when the answer is late. */
export function Waiting({ children }: { children?: ReactNode }) {
  const { t } = useTranslation('common');
  const late = useLate(true);
  return (
    <div className={classes.waiting}>
      {children}
      <div role="status" className={classes.late}>
        {late && <div className={classes.words}>{t('slow')}</div>}
      </div>
    </div>
  );
}

/** A page that waits for its code or for who is here. */
export const PendingPage = () => (
  <Waiting>
    <PageSkeleton />
  </Waiting>
);
