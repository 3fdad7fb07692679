import { useEffect, useEffectEvent } from 'react';
import { formatTimer } from '../format/dates';
import { useServerNow } from './use-server-now';

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
