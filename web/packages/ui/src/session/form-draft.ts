import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sessionQuery } from '@mila/api';
import { unsaved } from './unsaved';

const prefix = 'mila.draft.';
/** Other things of one person that a browser keeps, by the beginning of their names; each name ends with the person. */
const personal = ['mila-recent-'];

/** What was typed into a form, and whether the page was left with that form open. */
interface Kept {
  values: object;
  open: boolean;
}

export const draftKey = (person: string, form: string): string => `${prefix}${person}.${form}`;

/** A browser may refuse storage, as it does in some private windows: then a draft lives as long as its page. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

export function readDraft(key: string): Kept | undefined {
  const found: unknown = attempt(() => JSON.parse(sessionStorage.getItem(key) ?? 'null'));
  const { values, open } = (found ?? {}) as Partial<Kept>;
  return typeof values === 'object' && values !== null ? { values, open: open === true } : undefined;
}

export const writeDraft = (key: string, kept: Kept): void =>
  void attempt(() => sessionStorage.setItem(key, JSON.stringify(kept)));

export const dropDraft = (key: string): void => void attempt(() => sessionStorage.removeItem(key));

/** The form is closed, its text stays for the next time it is opened. */
export function closeDraft(key: string): void {
  const kept = readDraft(key);
  if (kept) writeDraft(key, { ...kept, open: false });
}

/** Erases what this browser keeps of every person but this one; without a person, of everybody. */
export function forgetOthers(person?: string): void {
  const foreign = (storage: Storage, beginnings: string[]) =>
    Object.keys(storage).filter((name) =>
      beginnings.some(
        (beginning) =>
          name.startsWith(beginning) && !(person && `${name}.`.startsWith(`${beginning}${person}.`)),
      ),
    );
  attempt(() => foreign(sessionStorage, [prefix]).forEach((name) => sessionStorage.removeItem(name)));
  attempt(() => foreign(localStorage, personal).forEach((name) => localStorage.removeItem(name)));
}

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
