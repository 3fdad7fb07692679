import { Button } from '@mantine/core';
import {
  IconMicrophoneOff,
  IconScreenShare,
  IconVideoOff,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Portrait } from '@mila/ui';
import { useCall, useDevices, useRoomState } from '../hooks';
import type { Room } from '../room/room';
import classes from './stage.module.css';

interface Props {
  room: Room;
  name: string;
  portrait?: string | null;
}

/** What comes from the other end: a picture, or the name with the sound alone. */
export function RemoteView({ room, name, portrait }: Props) {
  const { t } = useTranslation('room');
  const video = useRef<HTMLVideoElement>(null);
  const [silenced, setSilenced] = useState(false);
  const { session, state } = useCall(room);
  const { peer } = useRoomState(room);
  const { speaker } = useDevices(room);
  const media = peer?.media;
  const seen = Boolean(session) && (!media || media.video || media.screen) && state.link !== 'connecting';

  const play = () =>
    void video.current?.play().then(
      () => setSilenced(false),
      (reason: Error) => setSilenced(reason.name === 'NotAllowedError'),
    );
  useEffect(() => {
    if (!video.current) return;
    video.current.srcObject = session?.remote ?? null;
    if (session) play();
  }, [session]);
  useEffect(() => {
    // A speaker that was unplugged falls back to the usual one automatically.
    if (speaker && video.current && 'setSinkId' in video.current)
      video.current.setSinkId(speaker).catch(() => undefined);
  }, [speaker]);

  return (
    <>
      <video
        ref={video}
        className={classes.remote}
        data-seen={seen}
        data-frozen={state.link === 'interrupted'}
        data-screen={media?.screen ?? false}
        autoPlay
        playsInline
      />
      {session && !seen && (
        <div className={classes.voice}>
          <Portrait name={name} src={portrait} size={112} />
          <b>{name}</b>
          {media && !media.video && state.link === 'connected' && <span>{t('call.peerNoVideo')}</span>}
        </div>
      )}
      {session && (
        <div className={classes.badges}>
          {seen && <span className={classes.badge}>{name}</span>}
          {media && !media.audio && (
            <span className={classes.badge}>
              <IconMicrophoneOff size={16} aria-hidden /> {t('call.peerMuted')}
            </span>
          )}
          {state.link === 'connected' && state.missing.audio && media?.audio && (
            <span className={classes.badge} role="status" data-testid="room-no-sound">
              <IconVolumeOff size={16} aria-hidden /> {t('call.noSound')}
            </span>
          )}
          {state.link === 'connected' && state.missing.video && seen && (
            <span className={classes.badge} data-testid="room-no-picture">
              <IconVideoOff size={16} aria-hidden /> {t('call.noPicture')}
            </span>
          )}
          {media?.screen && (
            <span className={classes.badge}>
              <IconScreenShare size={16} aria-hidden /> {t(`call.peerScreen.${room.role}`)}
            </span>
          )}
        </div>
      )}
      {silenced && (
        <Button className={classes.sound} leftSection={<IconVolume size={20} aria-hidden />} onClick={play}>
          {t('call.soundBlocked')}
        </Button>
      )}
    </>
  );
}
