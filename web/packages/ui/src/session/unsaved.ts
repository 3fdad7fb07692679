import { useSyncExternalStore } from 'react';

const dirty = new Set<string>();
const listeners = new Set<() => void>();
let over = false;
let owner = 0;

const notify = () => listeners.forEach((listener) => listener());

/** Forms on this page that hold what no service has yet. */
export const unsaved = {
  add: (form: string): void => void dirty.add(form),
  drop: (form: string): void => void dirty.delete(form),
  any: (): boolean => dirty.size > 0,
  clear: (): void => dirty.clear(),
};

/** Says on the page that the session is over, or that there is one again. */
export function setSessionOver(is: boolean): void {
  if (over === is) return;
  over = is;
  notify();
}

/** Somebody else is here now: what the person before had on the page is theirs, and the page begins again. */
export function changeOwner(): void {
  owner += 1;
  notify();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Changes with the person whose page this is. */
export const useOwner = (): number => useSyncExternalStore(subscribe, () => owner);

/** Is the session over while something typed is still on the page? */
export const useSessionOver = (): boolean => useSyncExternalStore(subscribe, () => over);
