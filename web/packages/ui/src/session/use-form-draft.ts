import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sessionQuery } from '@mila/api';
import { closeDraft, draftKey, dropDraft, readDraft, writeDraft } from './drafts';
import { unsaved } from './unsaved';

function useDraftKey(form: string): string {
  const cache = useQueryClient();
  // Whose form it is does not change while it is on the page, also when the session ends meanwhile.
  const [person] = useState(() => cache.getQueryData(sessionQuery.queryKey)?.person_id ?? 'nobody');
  return draftKey(person, form);
}

/** Of what was kept, the fields this form has. */
function fitting<T extends object>(initial: T, kept: object = {}): T {
  const known = Object.entries(kept).filter(
    ([name, value]) =>
      name in initial &&
      (initial[name as keyof T] === null ||
        value === null ||
        typeof value === typeof initial[name as keyof T]),
  );
  return { ...initial, ...Object.fromEntries(known) };
}

export interface FormDraft<T> {
  /** What the form begins with: the text typed before a reload, a crash or a login, else its initial values. */
  values: T;
  /** There was such a text. */
  restored: boolean;
  /** Call on every change. */
  keep: (values: T) => void;
  /** Call after the save, and when the person gives the text up. */
  forget: () => void;
}

/**
 * Keeps what is typed into a form for its person in this tab, until it is saved, given up or the person logs out. It
 * outlives a reload, a crash and a login, and while it is there no refusal leads away from the page. Passwords and
 * files are not kept.
 */
export function useFormDraft<T extends object>(form: string, initial: T): FormDraft<T> {
  const key = useDraftKey(form);
  const [{ values, restored, untouched }] = useState(() => {
    const kept = readDraft(key)?.values;
    return {
      values: fitting(initial, kept),
      restored: kept !== undefined,
      untouched: JSON.stringify(initial),
    };
  });
  useEffect(() => {
    const kept = readDraft(key);
    if (kept) {
      unsaved.add(key);
      writeDraft(key, { ...kept, open: true });
    }
    return () => {
      unsaved.drop(key);
      closeDraft(key);
    };
  }, [key]);
  const forget = () => {
    unsaved.drop(key);
    dropDraft(key);
  };
  const keep = (next: T) => {
    if (JSON.stringify(next) === untouched) return forget();
    unsaved.add(key);
    writeDraft(key, { values: next, open: true });
  };
  return { values, restored, keep, forget };
}

/** What waits for this form: `open` is a text with which the page was left, so the form opens again with it. */
export function useWaitingDraft(form: string): 'open' | 'closed' | undefined {
  const key = useDraftKey(form);
  return useState(() => {
    const kept = readDraft(key);
    return kept && (kept.open ? ('open' as const) : ('closed' as const));
  })[0];
}
