import type { Kind, Taken, Wish } from './acquire';
import type { Permissions } from './permissions';
import type { DeviceProblem } from './problem';

export interface Sender extends Taken {
  /** Whether the person wants it on; a device that is on has a track. */
  on: boolean;
  /** The system holds the device back (a telephone call, a privacy switch): nothing comes from it. */
  muted: boolean;
}

/** Whether anything leaves this end: wished, there, and not held back. */
export const isLive = ({ on, track, muted }: Sender): boolean => on && track !== null && !muted;

export interface Choice {
  id: string;
  label: string;
}

export interface DeviceState {
  phase: 'idle' | 'checking' | 'ready';
  audio: Sender;
  video: Sender;
  screen: MediaStreamTrack | null;
  screenProblem: DeviceProblem | null;
  /** The picture was given up because the link is weak. */
  savingLink: boolean;
  choices: Record<Kind | 'speaker', Choice[]>;
  wish: Wish;
  speaker: string | null;
  /** What the browser would answer if asked. */
  permissions: Permissions;
}
