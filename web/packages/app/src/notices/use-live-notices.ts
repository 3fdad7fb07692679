import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { noticesQuery, noticesStreamUrl } from '@mila/api';

const firstPause = 1000;
const longestPause = 60_000;
const hiddenFor = 60_000;
const channelName = 'mila-notices';

/**
 * The bell is live: one of a browser's windows listens to the server and informs the others, for browsers open
 * only few lines to one host. A window hidden for long gives its place away.
 */
export function useLiveNotices(): void {
  const cache = useQueryClient();
  useEffect(() => {
    if (typeof EventSource === 'undefined') return;
    const look = () => void cache.invalidateQueries({ queryKey: noticesQuery.queryKey });
    const others = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName);
    others?.addEventListener('message', look);
    const rung = () => {
      look();
      others?.postMessage('ring');
    };
    let leave = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = () => {
      clearTimeout(timer);
      if (document.hidden) {
        timer = setTimeout(() => leave.abort(), hiddenFor);
      } else if (leave.signal.aborted) {
        leave = new AbortController();
        look();
        void takePlace(leave.signal, rung);
      }
    };
    void takePlace(leave.signal, rung);
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      clearTimeout(timer);
      leave.abort();
      others?.close();
    };
  }, [cache]);
}

/** Waits until no other window listens, then listens until asked to leave. */
async function takePlace(signal: AbortSignal, rung: () => void): Promise<void> {
  const listening = () => listen(signal, rung);
  if (!('locks' in navigator)) return listening();
  await navigator.locks.request(channelName, { signal }, listening).catch(() => undefined);
}

/** Holds a stream open, and opens it again after growing pauses when it breaks. */
function listen(signal: AbortSignal, rung: () => void): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pause = firstPause;
    const open = () => {
      source = new EventSource(noticesStreamUrl);
      source.addEventListener('ring', () => {
        pause = firstPause;
        rung();
      });
      const again = () => {
        source.close();
        timer = setTimeout(open, pause * (0.5 + Math.random() / 2));
        pause = Math.min(pause * 2, longestPause);
      };
      // The server ends every stream after a while, so that a session that is over ends here too.
      source.addEventListener('again', again);
      source.addEventListener('error', again);
    };
    if (signal.aborted) return resolve();
    open();
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      source.close();
      resolve();
    });
  });
}
