import { Alert, Button, Stack } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { logOut, sessionQuery, setBackground } from '@mila/api';
import { formatTimer } from '@mila/ui';

const warning = 2 * 60_000;

/**
 * Staff who have done nothing for long are asked whether they are still here; without an answer the session ends, though
 * a page left open goes on asking for news. What was typed waits in this tab.
 */
export function IdleWarning() {
  const { t } = useTranslation('doctor');
  const session = useQuery(sessionQuery);
  const { idle_expires_at: end, server_time: now } = session.data ?? {};
  const left = useIdle(end && now ? Date.parse(end) - Date.parse(now) : 0, warning);
  const leave = useEffectEvent(async () => {
    await logOut().catch(() => undefined);
    await session.refetch();
  });
  useEffect(() => {
    if (left === 0) void leave();
  }, [left]);
  const stay = () => {
    stayActive();
    void session.refetch();
  };
  if (!left) return null;
  return (
    <Alert role="alert" color="ember" icon={<IconClock aria-hidden />} title={t('idle.title')}>
      <Stack gap="sm" align="flex-start">
        <span aria-live="off">{t('idle.hint', { time: formatTimer(left) })}</span>
        <Button onClick={stay}>{t('idle.stay')}</Button>
      </Stack>
    </Alert>
  );
}

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
    setBackground(() => Date.now() - lastActive() > away);
    const timer = setInterval(look, 1000);
    signs.forEach((sign) => addEventListener(sign, stayActive, { passive: true }));
    return () => {
      clearInterval(timer);
      setBackground();
      signs.forEach((sign) => removeEventListener(sign, stayActive));
    };
  }, [length, warning]);
  return left;
}
