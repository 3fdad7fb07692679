import { useEffect, useState } from 'react';
import { serverNow } from '@mila/api';

/** The server's time, told anew every `period` milliseconds. */
export function useServerNow(period = 1000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), period);
    return () => clearInterval(timer);
  }, [period]);
  return now;
}
