import { useEffect, useEffectEvent, useState } from 'react';
import { serverNow } from '@mila/api';
import { formatTimer } from '../format/dates';

interface Props {
  until: string;
  onEnd?: () => void;
}

/** Time left by the server's clock, «9:41»; calls `onEnd` once when it runs out. */
export function Countdown({ until, onEnd }: Props) {
  const left = Date.parse(until) - useServerNow();
  const over = left <= 0;
  const ended = useEffectEvent(() => onEnd?.());
  useEffect(() => {
    if (over) ended();
  }, [over]);
  return (
    <span role="timer" className="numerals">
      {formatTimer(left)}
    </span>
  );
}

/** The server's time, again every `period` milliseconds. */
export function useServerNow(period = 1000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), period);
    return () => clearInterval(timer);
  }, [period]);
  return now;
}
