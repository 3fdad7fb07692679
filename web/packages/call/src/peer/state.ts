import type { Quality } from './quality';

/** Silence turned into words: no way into the network was found, or none led to the peer in time. */
export type Trouble = 'no_candidates' | 'slow';

export interface CallState {
  link: 'connecting' | 'connected' | 'interrupted';
  /** When this link state began, by this device's clock. */
  since: number;
  trouble: Trouble | null;
  quality: Quality;
  /** Nothing comes of these kinds although they are on at the other end. */
  missing: { audio: boolean; video: boolean };
  /** The line has been good for long enough to carry a picture again. */
  steady: boolean;
}

export const unconnected: CallState = {
  link: 'connecting',
  since: 0,
  trouble: null,
  quality: 'unknown',
  missing: { audio: false, video: false },
  steady: false,
};

/** What a connection has to say to the other end; the call it belongs to is added on the way. */
export type SessionMessage =
  | { type: 'connected' }
  | { type: 'description'; description: RTCSessionDescriptionInit }
  | { type: 'candidate'; candidate: RTCIceCandidateInit | null };
