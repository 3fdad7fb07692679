import { Button, Group, NativeSelect } from '@mantine/core';
import { IconVolume } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Devices, LevelMeter, useStore } from '@mila/call';
import classes from './check.module.css';
import type { Finding } from './findings';
import { playTestSound } from './test-sound';

interface ChoiceProps {
  devices: Devices;
  kind: 'audio' | 'video' | 'speaker';
}

/** Which device, where there is more than one; kept for the consultation. */
function DeviceChoice({ devices, kind }: ChoiceProps) {
  const { t } = useTranslation('check');
  const { choices, wish, speaker, audio, video } = useStore(devices.store);
  if (choices[kind].length < 2) return null;
  const inUse = {
    audio: audio.track?.getSettings().deviceId ?? wish.audio,
    video: video.track?.getSettings().deviceId ?? wish.video,
    speaker,
  };
  return (
    <NativeSelect
      label={t(`choose.${kind}`)}
      maw={320}
      value={inUse[kind] ?? ''}
      data={choices[kind].map(({ id, label }, index) => ({
        value: id,
        label: label || t('device', { number: index + 1 }),
      }))}
      onChange={(event) => void devices.choose(kind, event.currentTarget.value)}
    />
  );
}

export function MicrophoneTools({ devices }: { devices: Devices }) {
  const { audio } = useStore(devices.store);
  return (
    <div>
      {audio.track && <LevelMeter track={audio.track} />}
      <DeviceChoice devices={devices} kind="audio" />
    </div>
  );
}

export function CameraTools({ devices }: { devices: Devices }) {
  const { video } = useStore(devices.store);
  const element = useRef<HTMLVideoElement>(null);
  const { track } = video;
  useEffect(() => {
    if (element.current) element.current.srcObject = track ? new MediaStream([track]) : null;
  }, [track]);
  if (!track) return null;
  return (
    <div>
      <video
        ref={element}
        className={classes.picture}
        data-testid="check-picture"
        autoPlay
        playsInline
        muted
      />
      <DeviceChoice devices={devices} kind="video" />
    </div>
  );
}

interface SpeakerProps {
  devices: Devices;
  onAnswer: (finding: Finding) => void;
}

/** Only the person knows whether it sounds. */
export function SpeakerTools({ devices, onAnswer }: SpeakerProps) {
  const { t } = useTranslation('check');
  const { speaker } = useStore(devices.store);
  const [phase, setPhase] = useState<'before' | 'playing' | 'played'>('before');
  const play = async () => {
    setPhase('playing');
    await playTestSound(speaker);
    setPhase('played');
  };
  return (
    <div>
      <Group gap="sm">
        <Button
          variant="light"
          leftSection={<IconVolume size={20} aria-hidden />}
          loading={phase === 'playing'}
          data-testid="check-play"
          onClick={() => void play()}
        >
          {t('play')}
        </Button>
        {phase === 'played' && (
          <>
            <Button
              variant="default"
              onClick={() => onAnswer({ part: 'speaker', level: 'good', code: 'heard' })}
            >
              {t('hear')}
            </Button>
            <Button
              variant="default"
              onClick={() => onAnswer({ part: 'speaker', level: 'warn', code: 'unheard' })}
            >
              {t('hearNot')}
            </Button>
          </>
        )}
      </Group>
      <DeviceChoice devices={devices} kind="speaker" />
    </div>
  );
}
