import { Button, Card, Group, Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, hasCode } from '@mila/api';
import { ErrorState } from './problems';
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

interface Props<T> {
  query: UseQueryResult<T>;
  skeleton?: ReactNode;
  /** The next step where there is no such thing. */
  lost?: ReactNode;
  children: (data: T) => ReactNode;
}

/** The faces of anything fetched: late is said, failed may be tried again, data once shown stays. */
export function Loaded<T>({ query, skeleton = <PageSkeleton />, lost, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  // Without the internet nothing is asked for; that is said at once instead of a skeleton that never ends.
  const error = query.error ?? (query.fetchStatus === 'paused' ? new ApiProblem('offline', 0) : null);
  if (error)
    return (
      <ErrorState
        error={error}
        onRetry={() => void query.refetch()}
        action={hasCode(error, 'not_found') ? lost : undefined}
      />
    );
  return <Waiting>{skeleton}</Waiting>;
}

/** Cards that are about to appear, of about their real size. */
export function CardSkeletons({ count = 3, height = 128 }: { count?: number; height?: number }) {
  const { t } = useTranslation('common');
  return (
    <Stack gap="md" role="status" aria-label={t('loading')}>
      {Array.from({ length: count }, (_, index) => (
        <Card key={index} mih={height}>
          <Group wrap="nowrap" align="flex-start">
            <Skeleton circle height={56} miw={56} />
            <Stack gap="xs" flex={1}>
              <Skeleton height={18} width="55%" />
              <Skeleton height={14} width="35%" />
              <Skeleton height={14} width="80%" />
            </Stack>
          </Group>
        </Card>
      ))}
    </Stack>
  );
}

/** A page that is about to appear. */
export function PageSkeleton() {
  return (
    <Stack gap="lg">
      <Skeleton height={34} width="min(320px, 70%)" />
      <CardSkeletons count={2} height={180} />
    </Stack>
  );
}

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** «Показать ещё», while there is more. */
export function MoreButton({ query }: { query: Pages }) {
  const { t } = useTranslation('common');
  if (!query.hasNextPage) return null;
  return (
    <Button
      variant="default"
      loading={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
      style={{ alignSelf: 'center' }}
    >
      {t('more')}
    </Button>
  );
}
