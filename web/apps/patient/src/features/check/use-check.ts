import { useEffect, useState } from 'react';
import { createCheck } from '@mila/api';
import { Devices, type DeviceState, watchLevel } from '@mila/call';
import { browser, network, path } from './connection-tests';
import type { Finding, Part } from './findings';

export interface Check {
  phase: 'idle' | 'running' | 'done';
  findings: Finding[];
  running: Part | null;
}

const listening = 2500;
const soundFrom = 0.02;

/** Whether a microphone that works also receives sound: for so long as a person needs to say a word. */
function listen(track: MediaStreamTrack): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (received: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(received);
    };
    const timer = setTimeout(() => finish(false), listening);
    const stop = watchLevel(track, (level) => level > soundFrom && finish(true));
  });
}

const camera = ({ video }: DeviceState): Finding => ({
  part: 'camera',
  level: video.track ? 'good' : 'bad',
  code: video.problem ?? 'works',
});

async function microphone({ audio }: DeviceState): Promise<Finding> {
  if (!audio.track) return { part: 'microphone', level: 'bad', code: audio.problem ?? 'absent' };
  const received = await listen(audio.track);
  return { part: 'microphone', level: received ? 'good' : 'warn', code: received ? 'works' : 'silent' };
}

/** Everything a consultation needs, looked at one after another; devices are given back when the page goes. */
export function useCheck() {
  const [devices] = useState(() => new Devices());
  const [check, setCheck] = useState<Check>({ phase: 'idle', findings: [], running: null });
  useEffect(() => () => devices.close(), [devices]);

  const run = async () => {
    const findings: Finding[] = [];
    const step = async (running: Part, look: () => Finding | Promise<Finding>) => {
      setCheck({ phase: 'running', findings: [...findings], running });
      findings.push(await look());
    };
    await step('browser', browser);
    await step('network', network);
    const servers = async () => (await createCheck()).ice_servers;
    await step('path', () => path(servers));
    await step('camera', async () => {
      await devices.check();
      return camera(devices.store.get());
    });
    await step('microphone', () => microphone(devices.store.get()));
    findings.push({ part: 'speaker', level: 'asked', code: 'asked' });
    setCheck({ phase: 'done', findings, running: null });
  };

  /** What only the person knows, or what was mended without a new check. */
  const set = (finding: Finding) =>
    setCheck((old) => ({
      ...old,
      findings: old.findings.map((it) => (it.part === finding.part ? finding : it)),
    }));

  return { devices, check, run, set };
}
