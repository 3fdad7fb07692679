import { useEffect } from 'react';

/** The screen stays lit while this is on; browsers take it back when the page is hidden, so it is requested again. */
export function useWakeLock(on: boolean): void {
  useEffect(() => {
    if (!on || !('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let over = false;
    const ask = async () => {
      if (document.visibilityState !== 'visible' || (lock && !lock.released)) return;
      // A phone that saves its battery may refuse; the call goes on all the same.
      const given = await navigator.wakeLock.request('screen').catch(() => null);
      if (over) void given?.release();
      else lock = given;
    };
    void ask();
    const again = () => void ask();
    document.addEventListener('visibilitychange', again);
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', again);
      void lock?.release();
    };
  }, [on]);
}
