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
