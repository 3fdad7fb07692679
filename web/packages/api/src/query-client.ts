import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem';

const passing: ReadonlySet<string> = new Set(['offline', 'unavailable', 'bank_unavailable', 'internal']);

/** What passes is tried again, three times at most; a refusal is an answer and is not. */
export const worthRetrying = (failures: number, error: unknown): boolean =>
  failures < 3 && error instanceof ApiProblem && passing.has(error.code);

/** One cache for one tab; `onUnauthenticated` is called when any answer says the session is over (R007). */
export function createQueryClient(onUnauthenticated: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof ApiProblem && error.code === 'unauthenticated') onUnauthenticated();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: worthRetrying,
        retryDelay: (attempt) => Math.min(1000 * 2 ** attempt, 8000),
        staleTime: 15_000,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
