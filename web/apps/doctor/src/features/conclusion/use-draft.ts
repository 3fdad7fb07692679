import { useDebouncedCallback } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type Conclusion, type ConclusionText, saveConclusion, worthRetrying } from '@mila/api';

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

/** A draft that saves itself a moment after the last keystroke, one save at a time, each on top of the version before. */
export function useDraft(bookingId: string, conclusion: Conclusion) {
  const [draft, setDraft] = useState(() => draftOf(conclusion));
  const [dirty, setDirty] = useState(false);
  const version = useRef(conclusion.version);
  const save = useMutation({
    scope: { id: `draft ${bookingId}` },
    mutationFn: ({ diagnosis_title: _shown, ...text }: Draft) =>
      saveConclusion(bookingId, { ...text, version: version.current }),
    retry: worthRetrying,
    onSuccess: (saved) => {
      version.current = saved.version;
      setDirty(false);
    },
  });
  const saveSoon = useDebouncedCallback((text: Draft) => save.mutate(text), {
    delay: pause,
    flushOnUnmount: true,
  });
  const edit = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    setDirty(true);
    saveSoon(next);
  };
  /** Everything typed is saved when this resolves. */
  const settle = async () => {
    if (dirty) await save.mutateAsync(draft);
  };
  return { draft, edit, settle, dirty, saving: save.isPending, error: save.error };
}
