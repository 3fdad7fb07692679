import { useQuery, useQueryClient } from '@tanstack/react-query';
import { keys, passwordRulesQuery } from '@mila/api';
import type { Judgement } from './judge';

/** How good a new password is; undefined while nobody can tell, and then the service alone decides. */
export function useJudgement(password: string, personal: string[]): Judgement | undefined {
  const cache = useQueryClient();
  const { data: judge } = useQuery({
    queryKey: keys.passwordStrength,
    queryFn: async () => {
      const [{ judgeBy }, rules] = await Promise.all([
        import('./judge'),
        cache.ensureQueryData(passwordRulesQuery),
      ]);
      return judgeBy(rules);
    },
    enabled: password !== '',
    staleTime: Infinity,
    structuralSharing: false,
  });
  return password ? judge?.(password, personal) : undefined;
}
