import {
  IconMaximize,
  IconMicrophone,
  IconMicrophoneOff,
  IconMinimize,
  IconScreenShare,
  IconScreenShareOff,
  IconVideo,
  IconVideoOff,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { screenBarrier } from '../devices/screen';
import { isLive } from '../devices/state';
import { useCall, useDevices } from '../hooks';
import type { Room } from '../room/room';
import { Control } from './control';
import classes from './controls.module.css';
import { DeviceMenu } from './device-menu';
import { useShortcuts } from './use-shortcuts';

interface Props {
  room: Room;
  fullscreen: { on: boolean; toggle: () => void } | null;
  children?: ReactNode;
}

/** Controls 6–9 of the guide, and the room's own beside them. */
export function ControlBar({ room, fullscreen, children }: Props) {
  const { t } = useTranslation('room');
  const { audio, video, screen, phase } = useDevices(room);
  const tone = (on: boolean) => (on || phase !== 'ready' ? 'plain' : 'off');
  const [audible, seen] = [isLive(audio), isLive(video)];
  const { call } = useCall(room);
  const inCall = call?.phase === 'accepted';
  const toggleAudio = () => room.devices.setAudio(!audible);
  const toggleVideo = () => void room.devices.setVideo(!seen);
  useShortcuts({ KeyM: toggleAudio, KeyV: toggleVideo });
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('controls')}>
      <Control
        icon={audible ? IconMicrophone : IconMicrophoneOff}
        label={audible ? t('audioOff') : t('audioOn')}
        short={t('audioShort')}
        tone={tone(audible)}
        note={audio.muted ? t('held.audio') : undefined}
        keys="Alt+M"
        why={audio.track || phase !== 'ready' ? undefined : t('noMicrophone')}
        testid="room-toggle-audio"
        onPress={toggleAudio}
      />
      <Control
        icon={seen ? IconVideo : IconVideoOff}
        label={seen ? t('videoOff') : t('videoOn')}
        short={t('videoShort')}
        tone={tone(seen)}
        note={video.muted ? t('held.video') : undefined}
        keys="Alt+V"
        testid="room-toggle-video"
        onPress={toggleVideo}
      />
      {!screenBarrier() && (
        <Control
          icon={screen ? IconScreenShareOff : IconScreenShare}
          label={screen ? t('shareStop') : t('share')}
          short={t('shareShort')}
          tone={screen ? 'active' : 'plain'}
          why={inCall ? undefined : t('shareLater')}
          testid="room-share-screen"
          onPress={() => (screen ? room.devices.stopScreen() : void room.devices.shareScreen())}
        />
      )}
      {fullscreen && (
        <Control
          icon={fullscreen.on ? IconMinimize : IconMaximize}
          label={fullscreen.on ? t('fullscreenOff') : t('fullscreen')}
          short={fullscreen.on ? t('fullscreenOffShort') : t('fullscreenShort')}
          testid="room-fullscreen"
          onPress={fullscreen.toggle}
        />
      )}
      <DeviceMenu room={room} />
      {children}
    </div>
  );
}
