import { Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDevices } from '../hooks';
import type { Room } from '../room/room';
import classes from './stage.module.css';

/** What the room found out about the devices by itself (R111). */
export function DeviceChecks({ room }: { room: Room }) {
  const { t } = useTranslation('room');
  const { phase, audio, video } = useDevices(room);
  if (phase !== 'ready')
    return (
      <Text ta="center" fz="sm" role="status">
        {t('check.running')} {t('check.prompt')}
      </Text>
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

function Guide({ title, steps }: { title: string; steps: string }) {
  return (
    <details>
      <summary>{title}</summary>
      <ol>
        {steps.split('\n').map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </details>
  );
}

/** «Нет возможности совершать звонки»: what fails, why, what to do, and what still works (R114–R117). */
export function CallsImpossible({ room }: { room: Room }) {
  const { t } = useTranslation('room');
  const { phase, audio, video } = useDevices(room);
  const same = audio.problem === video.problem;
  const causes = [
    audio.problem && { what: same ? ('both' as const) : ('audio' as const), problem: audio.problem },
    video.problem && !same && { what: 'video' as const, problem: video.problem },
  ].filter((it) => it !== null && it !== false);
  if (phase === 'idle' || causes.length === 0) return null;
  return (
    <section className={classes.problem} role="alert" data-testid="room-calls-impossible">
      <Stack gap="xs">
        <h2>{audio.problem ? t('check.title') : t('check.titleAudio')}</h2>
        <Text>{audio.problem ? t('check.chatWorks') : t('check.audioOnly')}</Text>
        {causes.map(({ what, problem }) => (
          <Text key={what}>
            <b>{t(`check.causeOf.${what}`)}.</b> {t(`check.cause.${problem}`)}
          </Text>
        ))}
        <Button
          leftSection={<IconRefresh size={20} aria-hidden />}
          loading={phase === 'checking'}
          data-testid="room-check-again"
          onClick={() => void room.devices.check()}
        >
          {t('check.again')}
        </Button>
        <Text fw={600}>{t('check.advice')}</Text>
        <ul>
          <li>
            {t('check.adviceAllow')}
            <Guide title={t('check.chrome')} steps={t('check.chromeSteps')} />
            <Guide title={t('check.yandex')} steps={t('check.yandexSteps')} />
          </li>
          <li>{t('check.adviceBusy')}</li>
        </ul>
      </Stack>
    </section>
  );
}
