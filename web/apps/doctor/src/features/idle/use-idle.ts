import { useEffect, useState } from 'react';
import { tellBackground } from '@mila/api';

/** When anybody last did something in any window of this browser; a number, nobody's data. */
const place = 'mila.active-at';
/** After so long without a sign of life the page's own questions count as nobody's. */
const away = 2 * 60_000;
const signs = ['pointerdown', 'keydown', 'wheel'];

const lastActive = (): number => Number(localStorage.getItem(place)) || Date.now();
const inCall = (): boolean => [...document.querySelectorAll('video, audio')].some(isPlaying);
const isPlaying = (media: Element): boolean => !(media as HTMLMediaElement).paused;

/** Notes a sign of life: a press, a key, a turn of the wheel, a call that goes on. */
export const stayActive = (): void => localStorage.setItem(place, String(Date.now()));

/** How much is left, in milliseconds, of the `length` one may do nothing; `undefined` while it is more than `warning`. */
export function useIdle(length: number, warning: number): number | undefined {
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    if (!length) return;
    const look = () => {
      if (inCall()) stayActive();
      const rest = lastActive() + length - Date.now();
      setLeft(rest < warning ? Math.max(rest, 0) : undefined);
    };
    stayActive();
    look();
    tellBackground(() => Date.now() - lastActive() > away);
    const timer = setInterval(look, 1000);
    signs.forEach((sign) => addEventListener(sign, stayActive, { passive: true }));
    return () => {
      clearInterval(timer);
      tellBackground();
      signs.forEach((sign) => removeEventListener(sign, stayActive));
    };
  }, [length, warning]);
  return left;
}
