import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem, hasCode } from '@mila/api';
import { ErrorState } from './error-state';
import { PageSkeleton } from './skeletons';
import { Waiting } from './waiting';

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
