import { useTranslation } from 'react-i18next';
import { formatTimer, useFormat, useServerNow } from '@mila/ui';
import { useCall, useRoomState } from '../hooks';
import type { Room } from '../room/room';
import classes from './timers.module.css';

const day = 86_400_000;

/** Control 1: time left to the start, by the server's clock. */
export function StartTimer({ startsAt }: { startsAt: string }) {
  const { t } = useTranslation('room');
  const format = useFormat();
  const left = Date.parse(startsAt) - useServerNow();
  const value = left > day ? format.span(left) : formatTimer(left);
  return (
    <div
      className={classes.chip}
      data-testid="room-timer-to-start"
      role="timer"
      aria-label={t('name.toStart')}
    >
      {left > 0 ? (
        <>
          <span className={classes.name}>{t('beforeStart')}</span> <b>{value}</b>
        </>
      ) : (
        <b>{t('started')}</b>
      )}
    </div>
  );
}

/** Control 5: how long the visit's call lasts; it runs from the first connection. */
export function CallTimer({ room }: { room: Room }) {
  const { t } = useTranslation('room');
  const now = useServerNow();
  const { details } = useRoomState(room);
  const { call } = useCall(room);
  const since = call?.phase === 'accepted' ? details?.call_started_at : null;
  return (
    <div
      className={classes.chip}
      data-running={Boolean(since)}
      data-testid="room-call-timer"
      role="timer"
      aria-label={t('name.callTimer')}
    >
      <span className={classes.name}>{t('callLasts')}</span>{' '}
      <b>{formatTimer(since ? now - Date.parse(since) : 0)}</b>
    </div>
  );
}
