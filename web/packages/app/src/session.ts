import type { QueryClient } from '@tanstack/react-query';
import { createQueryClient, type Session, sessionQuery } from '@mila/api';
import { changeOwner, forgetOthers, setSessionOver, unsaved } from '@mila/ui';

const channelName = 'mila-session';
/** Hidden for so long, a page asks who is here before it is seen again. */
const longAbsence = 5 * 60_000;

const sessionKey = sessionQuery.queryKey[0];
const channel = () => (typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName));
/** This page was left by a logout: whatever is seen of it later is of nobody. */
let left = false;
const hide = (hidden: boolean) => {
  document.documentElement.style.visibility = hidden ? 'hidden' : '';
};

/**
 * The cache of one tab and whose it is. `again` runs the guards again: they ask who is here and lead a stranger to the
 * login with the way back (R007). While something typed is not saved no answer leads away; the page says it instead.
 */
export function createAppClient(again: () => Promise<void>): QueryClient {
  const client = createQueryClient(() => {
    if (unsaved.any()) {
      // Looked at again as soon as the person comes back to this tab: they may have logged in elsewhere.
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey, refetchType: 'none' });
      return setSessionOver(true);
    }
    client.removeQueries({ queryKey: sessionQuery.queryKey });
    void again();
  });
  let person: string | undefined;
  const meet = (session: Session) => {
    const now = session.person_id ?? undefined;
    if (now === person) return setSessionOver(false);
    const before = person;
    if (!now && unsaved.any()) return setSessionOver(true);
    person = now;
    setSessionOver(false);
    if (now) forgetOthers(now);
    if (!before) return;
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey });
    if (now) changeOwner();
    void again();
  };
  client.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success' && event.query.queryKey[0] === sessionKey)
      meet(event.query.state.data as Session);
  });
  return client;
}

/** Nothing of the person stays in this tab: neither what they typed or looked for, nor what was fetched for them. */
function forgetPerson(client: QueryClient): void {
  forgetOthers();
  unsaved.clear();
  setSessionOver(false);
  client.clear();
}

/** After a logout: forgets the person here, informs the other tabs, and goes where the answer says. */
export function leaveMila(client: QueryClient, address: string): void {
  const others = channel();
  others?.postMessage('over');
  others?.close();
  left = true;
  hide(true);
  forgetPerson(client);
  location.assign(address);
}

const askAgain = (client: QueryClient) => client.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false });

/** «Back» brought the page out of the browser's memory: it is seen again only by the person it was made for. */
async function proveOwner(client: QueryClient): Promise<void> {
  if (!left) {
    const before = client.getQueryData(sessionQuery.queryKey)?.person_id;
    const now = await askAgain(client).catch(() => undefined);
    if (now && (now.person_id ?? undefined) === (before ?? undefined)) return hide(false);
  }
  document.body.replaceChildren();
  location.reload();
}

/** Watches for ends of the session that no answer reports: «Back», a logout in another tab, a long absence. */
export function watchSession(client: QueryClient, again: () => Promise<void>): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const others = channel();
  others?.addEventListener('message', () => {
    hide(true);
    forgetPerson(client);
    changeOwner();
    void again().finally(() => hide(false));
  });
  addEventListener('pagehide', ({ persisted }) => persisted && hide(true), { signal });
  addEventListener('pageshow', ({ persisted }) => persisted && void proveOwner(client), { signal });
  let hiddenAt = Date.now();
  const look = async () => {
    if (document.hidden) return void (hiddenAt = Date.now());
    if (Date.now() - hiddenAt < longAbsence || !client.getQueryData(sessionQuery.queryKey)) return;
    hide(true);
    const now = await askAgain(client).catch(() => undefined);
    if (now && !now.authenticated && !unsaved.any()) await again();
    hide(false);
  };
  document.addEventListener('visibilitychange', () => void look(), { signal });
  return () => {
    stop.abort();
    others?.close();
  };
}
