import { type DeviceProblem, deviceProblem } from './problem';

export type Kind = 'audio' | 'video';

export interface Taken {
  track: MediaStreamTrack | null;
  problem: DeviceProblem | null;
}

/** The device a person chose for each kind; null means whatever the browser prefers. */
export interface Wish {
  audio: string | null;
  video: string | null;
}

const picture = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 24, max: 30 } };
const sound = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

const constraints = (kind: Kind, wish: Wish): MediaTrackConstraints => ({
  ...(kind === 'audio' ? sound : picture),
  // Exactly: a wish that may be weighed against the picture's size loses to a camera with more lines.
  ...(wish[kind] ? { deviceId: { exact: wish[kind] } } : {}),
});

const refused = (problem: DeviceProblem): Taken => ({ track: null, problem });

const gone = new Set(['OverconstrainedError', 'NotFoundError']);

const possible = (): boolean => window.isSecureContext && 'mediaDevices' in navigator;

export async function acquireOne(kind: Kind, wish: Wish): Promise<Taken> {
  if (!possible()) return refused('insecure');
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ [kind]: constraints(kind, wish) });
    return { track: stream.getTracks()[0] ?? null, problem: null };
  } catch (reason) {
    // A chosen device that was unplugged must not cost the call: whatever else is there is taken.
    if (wish[kind] && gone.has((reason as Error).name)) return acquireOne(kind, { ...wish, [kind]: null });
    return refused(deviceProblem(reason));
  }
}

/** Asks for both in one question; when that fails, for each alone, so that a missing camera does not cost the sound. */
export async function acquireBoth(wish: Wish): Promise<Record<Kind, Taken>> {
  if (!possible()) return { audio: refused('insecure'), video: refused('insecure') };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: constraints('audio', wish),
      video: constraints('video', wish),
    });
    const [audio = null, video = null] = [stream.getAudioTracks()[0], stream.getVideoTracks()[0]];
    return { audio: { track: audio, problem: null }, video: { track: video, problem: null } };
  } catch (reason) {
    const problem = deviceProblem(reason);
    const dismissed = /dismissed/i.test((reason as Error).message);
    // A question just waved away is not asked twice more.
    if (dismissed) return { audio: refused(problem), video: refused(problem) };
    const audio = await acquireOne('audio', wish);
    return { audio, video: await acquireOne('video', wish) };
  }
}
