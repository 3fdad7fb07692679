import { Button, Card, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DeviceProblems, type Devices, registerRoomTexts, useStore } from '@mila/call';
import { CheckReport } from './check-report';
import classes from './check.module.css';
import { CameraTools, MicrophoneTools, SpeakerTools } from './device-rows';
import { FindingRow } from './finding-row';
import { type Finding, type Part, verdict } from './findings';
import { registerCheckTexts } from './texts';
import { useCheck } from './use-check';

registerRoomTexts();
registerCheckTexts();

const parts: Part[] = ['browser', 'network', 'path', 'camera', 'microphone', 'speaker'];

/** «Проверка связи»: one button, then results in words with what to do, at any time before a visit. */
export function ConnectionCheck() {
  const { t } = useTranslation('check');
  const { devices, check, run, set } = useCheck();
  const { phase, findings, running } = check;
  const tools: Partial<Record<Part, React.ReactNode>> = {
    camera: <CameraTools devices={devices} />,
    microphone: <MicrophoneTools devices={devices} />,
    speaker: <SpeakerTools devices={devices} onAnswer={set} />,
  };
  return (
    <Stack gap="lg">
      {phase === 'done' ? <VerdictCard findings={findings} /> : <Text>{t('lead')}</Text>}
      {phase === 'idle' && <Text c="dimmed">{t('ask')}</Text>}
      <Button
        size="lg"
        w={{ base: '100%', xs: 'fit-content' }}
        variant={phase === 'done' ? 'default' : 'filled'}
        loading={phase === 'running'}
        data-testid="check-start"
        onClick={() => void run()}
      >
        {phase === 'idle' ? t('start') : t('again')}
      </Button>
      {phase !== 'idle' && (
        <Card>
          <ul className={classes.list} data-testid="check-results" data-phase={phase}>
            {parts.map((part) => {
              const finding = findings.find((it) => it.part === part);
              return (
                <FindingRow
                  key={part}
                  part={part}
                  finding={finding}
                  running={running === part}
                  hint={part === 'microphone' ? t('saySomething') : undefined}
                >
                  {(finding ?? running === part) && tools[part]}
                </FindingRow>
              );
            })}
          </ul>
        </Card>
      )}
      {phase === 'done' && <Recipes devices={devices} />}
      {phase === 'done' && <CheckReport findings={findings} />}
    </Stack>
  );
}

function VerdictCard({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation('check');
  const found = verdict(findings);
  const Icon = found === 'ready' ? IconCircleCheck : IconAlertTriangle;
  return (
    <Card role="status" data-testid="check-verdict" data-verdict={found}>
      <div className={classes.verdict}>
        <Icon
          size={36}
          stroke={1.6}
          aria-hidden
          color={`var(--mila-${found === 'ready' ? 'link' : 'now'})`}
        />
        <div>
          <h2>{t(`verdict.${found}`)}</h2>
          <Text>{t(`verdictHint.${found}`)}</Text>
        </div>
      </div>
    </Card>
  );
}

/** The same causes and guides as in the room (R114–R116). */
function Recipes({ devices }: { devices: Devices }) {
  const { t } = useTranslation('check');
  const { audio, video } = useStore(devices.store);
  if (!audio.problem && !video.problem) return null;
  return (
    <Card component="section" aria-label={t('recipes')}>
      <Stack gap="xs">
        <DeviceProblems devices={devices} />
      </Stack>
    </Card>
  );
}
