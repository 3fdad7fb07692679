import { IconMicrophoneOff, IconScreenShare, IconVideoOff } from '@tabler/icons-react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { initials } from '@mila/ui';
import { isLive } from '../devices/state';
import { useDevices } from '../hooks';
import type { Room } from '../room/room';
import { LevelMeter } from './level-meter';
import classes from './self.module.css';
import { useCorner } from './use-corner';

interface Props {
  room: Room;
  name: string;
  /** Small and movable over the picture of the other end. */
  floating: boolean;
}

/** Control 4: who sits here and what the other end sees of them. */
export function SelfView({ room, name, floating }: Props) {
  const { t } = useTranslation('room');
  const video = useRef<HTMLVideoElement>(null);
  const { audio, video: camera, screen, phase } = useDevices(room);
  const shown = screen ?? camera.track;
  const stream = useMemo(() => (shown ? new MediaStream([shown]) : null), [shown]);
  const corner = useCorner(floating);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  const muted = phase === 'ready' && !isLive(audio);
  return (
    <div
      {...corner}
      role="group"
      className={classes.self}
      data-floating={floating}
      data-testid="room-self"
      aria-label={t(`name.self.${room.role}`, { name })}
      title={floating ? t('moveSelf') : undefined}
    >
      <video
        ref={video}
        autoPlay
        playsInline
        muted
        className={classes.picture}
        data-mirror={!screen}
        hidden={!shown}
      />
      {!shown && (
        <span className={classes.blank} aria-hidden>
          {name ? initials(name) : <IconVideoOff size={28} stroke={1.6} />}
        </span>
      )}
      {muted && audio.track && (
        <span className={classes.muted}>
          <IconMicrophoneOff size={16} aria-hidden /> {audio.muted ? t('held.audio') : t('mutedShort')}
        </span>
      )}
      {camera.muted && !screen && (
        <span className={classes.muted} data-testid="room-camera-held">
          <IconVideoOff size={16} aria-hidden /> {t('held.video')}
        </span>
      )}
      {screen && (
        <span className={classes.sharing}>
          <IconScreenShare size={16} aria-hidden /> {t('sharingHere')}
        </span>
      )}
      <div className={classes.caption}>
        <span className={classes.who}>{name}</span>
        {audio.track && isLive(audio) && <LevelMeter track={audio.track} />}
      </div>
    </div>
  );
}
