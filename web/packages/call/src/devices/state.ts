import type { Kind, Taken, Wish } from './acquire';
import type { Permissions } from './permissions';
import type { DeviceProblem } from './problem';

export interface Sender extends Taken {
  /** Whether the person wants it on; a device that is on has a track. */
  on: boolean;
}

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
