import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ConsentKind, consentsQuery, consentTextsQuery, decideConsent, keys } from '@mila/api';

export type Decision = 'given' | 'refused';

/** What was decided, the text it is about, and how to decide again. */
export function useConsent(kind: ConsentKind) {
  const cache = useQueryClient();
  const texts = useQuery(consentTextsQuery);
  const consents = useQuery(consentsQuery);
  const text = texts.data?.items.find((item) => item.kind === kind);
  const state = consents.data?.items.find((item) => item.kind === kind);
  const decision = state?.decision ?? 'undecided';
  const decide = useMutation({
    mutationFn: (wanted: Decision) =>
      decideConsent({ kind, decision: wanted, text_version: text?.version ?? '' }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: consentsQuery.queryKey });
      await cache.invalidateQueries({ queryKey: keys.documents });
    },
  });
  return { text, state, decision, decide, error: decide.error ?? texts.error ?? consents.error };
}
