import { useDebouncedCallback } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { hasCode, type Preparation, preparationQuery, savePreparation, worthRetrying } from '@mila/api';

const pause = 1000;

interface Kept {
  questions: string;
  documentIds: string[];
}

/** Saves itself a moment after the last change, one save at a time, each on top of the version before. */
export function usePreparation(bookingId: string, preparation: Preparation) {
  const cache = useQueryClient();
  const key = preparationQuery(bookingId).queryKey;
  const [kept, setKept] = useState<Kept>(() => ({
    questions: preparation.questions,
    documentIds: preparation.documents.map(({ document_id }) => document_id),
  }));
  const [dirty, setDirty] = useState(false);
  const version = useRef(preparation.version);
  const save = useMutation({
    scope: { id: `preparation ${bookingId}` },
    mutationFn: ({ questions, documentIds }: Kept) =>
      savePreparation(bookingId, { questions, document_ids: documentIds, version: version.current }),
    retry: worthRetrying,
    onSuccess: (saved) => {
      version.current = saved.version;
      cache.setQueryData(key, saved);
      setDirty(false);
    },
    onError: async (error) => {
      if (!hasCode(error, 'preparation_changed', 'preparation_closed')) return;
      const fresh = await cache.fetchQuery({ ...preparationQuery(bookingId), staleTime: 0 });
      version.current = fresh.version;
      const documentIds = fresh.documents.map(({ document_id }) => document_id);
      setKept({ questions: fresh.questions, documentIds });
      setDirty(false);
    },
  });
  const saveSoon = useDebouncedCallback((next: Kept) => save.mutate(next), {
    delay: pause,
    flushOnUnmount: true,
  });
  const edit = (part: Partial<Kept>) => {
    const next = { ...kept, ...part };
    setKept(next);
    setDirty(true);
    if (part.documentIds) {
      // A press is final; only typing has a pause. What was typed goes along.
      saveSoon.cancel();
      save.mutate(next);
    } else saveSoon(next);
  };
  return { kept, edit, dirty, saving: save.isPending, error: save.error, saved: save.isSuccess && !dirty };
}
