import { useDebouncedCallback } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { hasCode, type Preparation, preparationQuery, savePreparation, worthRetrying } from '@mila/api';
import { useFormDraft, useSessionOver } from '@mila/ui';

const pause = 1000;

interface Kept {
  questions: string;
  documentIds: string[];
}

const keptBy = ({ questions, documents }: Preparation): Kept => ({
  questions,
  documentIds: documents.map(({ document_id }) => document_id),
});

/** Both texts when two windows were written in; none of them is lost. */
const joined = (there: string, here: string) =>
  there.includes(here) ? there : here.includes(there) ? here : `${there}\n${here}`;

/** Saves itself a moment after the last change, one save at a time, each on top of the version before. */
export function usePreparation(bookingId: string, preparation: Preparation) {
  const cache = useQueryClient();
  const key = preparationQuery(bookingId).queryKey;
  const typed = useFormDraft(`preparation ${bookingId}`, keptBy(preparation));
  const [kept, setKept] = useState<Kept>(typed.values);
  const [dirty, setDirty] = useState(typed.restored);
  const version = useRef(preparation.version);
  const latest = useRef(kept);
  const save = useMutation({
    scope: { id: `preparation ${bookingId}` },
    mutationFn: ({ questions, documentIds }: Kept) =>
      savePreparation(bookingId, { questions, document_ids: documentIds, version: version.current }),
    retry: worthRetrying,
    onSuccess: (saved, sent) => {
      version.current = saved.version;
      cache.setQueryData(key, saved);
      if (latest.current !== sent) return;
      typed.forget();
      setDirty(false);
    },
    onError: async (error) => {
      if (!hasCode(error, 'preparation_changed', 'preparation_closed')) return;
      const fresh = await cache.fetchQuery({ ...preparationQuery(bookingId), staleTime: 0 });
      version.current = fresh.version;
      const both = { ...keptBy(fresh), questions: joined(fresh.questions, latest.current.questions) };
      if (both.questions !== fresh.questions && fresh.editable) return edit(both);
      typed.forget();
      setKept(keptBy(fresh));
      setDirty(false);
    },
  });
  const saveSoon = useDebouncedCallback((next: Kept) => save.mutate(next), {
    delay: pause,
    flushOnUnmount: true,
  });
  const edit = (part: Partial<Kept>) => {
    const next = { ...latest.current, ...part };
    latest.current = next;
    typed.keep(next);
    setKept(next);
    setDirty(true);
    if (part.documentIds && !part.questions) {
      // A press is final; only typing has a pause. What was typed goes along.
      saveSoon.cancel();
      save.mutate(next);
    } else saveSoon(next);
  };
  const over = useSessionOver();
  const resume = useEffectEvent(() => dirty && saveSoon(latest.current));
  // What was found here, and what a session that ended did not let through, is saved as soon as it may be.
  useEffect(() => {
    if (!over) resume();
  }, [over]);
  return { kept, edit, dirty, saving: save.isPending, error: save.error, saved: save.isSuccess && !dirty };
}
