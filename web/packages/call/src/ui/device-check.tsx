import { Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Devices } from '../devices/devices';
import type { DeviceState } from '../devices/state';
import type { DeviceProblem } from '../devices/problem';
import { useDevices } from '../hooks';
import type { Role } from '../protocol/messages';
import { useStore } from '../store';
import type { Room } from '../room/room';
import classes from './check.module.css';
import { BrowserGuides, Recipe } from './recipes';

const willAsk = ({ permissions }: DeviceState) =>
  permissions.audio !== 'granted' || permissions.video !== 'granted';

/** What the room found out about the devices (R111); before that, what the browser will ask (R112, R113). */
export function DeviceChecks({ room }: { room: Room }) {
  const { t } = useTranslation('room');
  const state = useDevices(room);
  const { phase, audio, video } = state;
  if (phase !== 'ready')
    return (
      <div role="status" data-testid="room-checking">
        {willAsk(state) ? (
          <div className={classes.prompt}>
            <b>{t('check.promptTitle')}</b>
            <span>{t('check.prompt')}</span>
          </div>
        ) : (
          <Text ta="center" fz="sm">
            {t('check.running')}
          </Text>
        )}
      </div>
    );
  const found = [
    {
      works: audio.track !== null,
      word: audio.track ? t('check.microphoneWorks') : t('check.microphoneFails'),
    },
    { works: !video.problem, word: video.problem ? t('check.cameraFails') : t('check.cameraWorks') },
  ];
  return (
    <ul className={classes.checks} data-testid="room-checks">
      {found.map(({ works, word }) => (
        <li key={word} data-works={works}>
          {works ? <IconCheck size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
          {word}
        </li>
      ))}
    </ul>
  );
}

interface Cause {
  what: 'both' | 'audio' | 'video';
  problem: DeviceProblem;
}

const causesOf = ({ audio, video }: DeviceState): Cause[] => {
  if (audio.problem && audio.problem === video.problem) return [{ what: 'both', problem: audio.problem }];
  const found: Cause[] = [];
  if (audio.problem) found.push({ what: 'audio', problem: audio.problem });
  if (video.problem) found.push({ what: 'video', problem: video.problem });
  return found;
};

/** What fails, why, what to do about exactly that, and what else it may be (R114–R117). */
export function DeviceProblems({ devices }: { devices: Devices }) {
  const { t } = useTranslation('room');
  const state = useStore(devices.store);
  const causes = causesOf(state);
  const known = new Set(causes.map(({ problem }) => problem));
  return (
    <>
      {causes.map(({ what, problem }) => (
        <div key={what} className={classes.cause} data-testid="room-cause" data-problem={problem}>
          <Text>
            <b>{t(`check.causeOf.${what}`)}.</b> {t(`check.cause.${problem}`)}
          </Text>
          <Recipe problem={problem} />
        </div>
      ))}
      <Button
        leftSection={<IconRefresh size={20} aria-hidden />}
        loading={state.phase === 'checking'}
        data-testid="room-check-again"
        onClick={() => void devices.check()}
      >
        {t('check.again')}
      </Button>
      <Text fw={600}>{t('check.advice')}</Text>
      <ul>
        {!known.has('denied_browser') && (
          <li>
            {t('check.adviceAllow', { site: location.hostname })}
            <BrowserGuides />
          </li>
        )}
        {!known.has('busy') && <li>{t('check.adviceBusy')}</li>}
      </ul>
    </>
  );
}

/** «Нет возможности совершать звонки», and what still works (R114, R117). */
export function CallsImpossible({ room }: { room: Room }) {
  const { t } = useTranslation('room');
  const { phase, audio, video } = useDevices(room);
  const role: Role = room.role;
  if (phase === 'idle' || (!audio.problem && !video.problem)) return null;
  return (
    <section className={classes.problem} role="alert" data-testid="room-calls-impossible">
      <Stack gap="xs">
        <h2>{audio.problem ? t('check.title') : t('check.titleAudio')}</h2>
        <Text>{audio.problem ? t(`check.chatWorks.${role}`) : t(`check.audioOnly.${role}`)}</Text>
        <DeviceProblems devices={room.devices} />
      </Stack>
    </section>
  );
}
