import { useDebouncedCallback } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { type Conclusion, type ConclusionText, saveConclusion, worthRetrying } from '@mila/api';
import { useFormDraft, useSessionOver } from '@mila/ui';

export type Draft = Omit<ConclusionText, 'version'> & { diagnosis_title?: string | null };

const pause = 1200;

const draftOf = (conclusion: Conclusion): Draft => ({
  complaints: conclusion.complaints,
  anamnesis: conclusion.anamnesis,
  examination: conclusion.examination,
  diagnosis_code: conclusion.diagnosis_code,
  diagnosis_title: conclusion.diagnosis_title,
  diagnosis_text: conclusion.diagnosis_text,
  recommendations: conclusion.recommendations,
});

const same = (one: Draft, other: Draft) =>
  (Object.keys(one) as (keyof Draft)[]).every((name) => (one[name] ?? null) === (other[name] ?? null));

/**
 * A draft that saves itself a moment after the last keystroke, one save at a time, each on top of the version before.
 * What no save has taken yet is kept in this tab: it outlives a reload, a crash and a login.
 */
export function useDraft(bookingId: string, conclusion: Conclusion) {
  const typed = useFormDraft(`conclusion ${bookingId}`, {
    ...draftOf(conclusion),
    version: conclusion.version,
  });
  const [start] = useState(() => {
    const { version, ...text } = typed.values;
    // A save may have arrived though its answer did not.
    const saved = same(text, draftOf(conclusion));
    return { text, dirty: !saved, version: saved ? conclusion.version : version };
  });
  const [draft, setDraft] = useState<Draft>(start.text);
  const [dirty, setDirty] = useState(start.dirty);
  const version = useRef(start.version);
  const latest = useRef<Draft>(start.text);
  const save = useMutation({
    scope: { id: `draft ${bookingId}` },
    mutationFn: ({ diagnosis_title: _shown, ...text }: Draft) =>
      saveConclusion(bookingId, { ...text, version: version.current }),
    retry: worthRetrying,
    onSuccess: (saved, sent) => {
      version.current = saved.version;
      if (latest.current !== sent) return typed.keep({ ...latest.current, version: saved.version });
      typed.forget();
      setDirty(false);
    },
  });
  const saveSoon = useDebouncedCallback((text: Draft) => save.mutate(text), {
    delay: pause,
    flushOnUnmount: true,
  });
  const edit = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    latest.current = next;
    typed.keep({ ...next, version: version.current });
    setDraft(next);
    setDirty(true);
    saveSoon(next);
  };
  const over = useSessionOver();
  const resume = useEffectEvent(() => {
    if (dirty) saveSoon(latest.current);
    else typed.forget();
  });
  // What was found here, and what a session that ended did not let through, is saved as soon as it may be.
  useEffect(() => {
    if (!over) resume();
  }, [over]);
  /** Everything typed is saved when this resolves. */
  const settle = async () => {
    if (dirty) await save.mutateAsync(draft);
  };
  return { draft, edit, settle, dirty, forget: typed.forget, saving: save.isPending, error: save.error };
}
