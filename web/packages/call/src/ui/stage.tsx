import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall, useDevices } from '../hooks';
import type { Room } from '../room/room';
import { Announcer } from './announcer';
import { CallStatus, QualitySign } from './call-status';
import { ControlBar } from './control-bar';
import { RemoteView } from './remote-view';
import { SelfView } from './self-view';
import classes from './stage.module.css';
import { useFullscreen } from './use-fullscreen';
import { useWakeLock } from './use-wake-lock';

interface Props {
  room: Room;
  selfName: string;
  peerName: string;
  portrait?: string | null;
  /** What stands in the window while no call is on. */
  idle: ReactNode;
  /** The buttons of this end beside the common ones. */
  children?: ReactNode;
  onChat: () => void;
}

/** The window of the other end (control 10) with oneself in a corner and the controls below. */
export function Stage({ room, selfName, peerName, portrait, idle, children, onChat }: Props) {
  const { t } = useTranslation('room');
  const frame = useRef<HTMLElement>(null);
  const fullscreen = useFullscreen(frame);
  const { call } = useCall(room);
  const { screenProblem } = useDevices(room);
  const live = call?.phase === 'accepted';
  useWakeLock(live);
  return (
    <section ref={frame} className={classes.stage} aria-label={t('title')}>
      <Announcer room={room} />
      <div
        className={classes.window}
        role="group"
        aria-label={t(`name.remote.${room.role}`, { name: peerName })}
        data-testid="room-remote"
        data-live={live}
      >
        <RemoteView room={room} name={peerName} portrait={portrait} />
        {live ? (
          <SelfView room={room} name={selfName} floating />
        ) : (
          <div className={classes.idle} tabIndex={0}>
            {idle}
          </div>
        )}
        <CallStatus room={room} onChat={onChat} />
        <QualitySign room={room} />
        {screenProblem && (
          <p className={classes.strip} role="alert">
            {t('screenDenied')}
          </p>
        )}
      </div>
      <ControlBar room={room} fullscreen={fullscreen}>
        {children}
      </ControlBar>
    </section>
  );
}
