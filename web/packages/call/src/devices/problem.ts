/** Why a camera or a microphone cannot be had; each has its own remedy. */
export type DeviceProblem = 'insecure' | 'denied_browser' | 'denied_system' | 'absent' | 'busy';

/** Separates the causes by the names browsers give them; Chromium says «by system» only in the words of the error. */
export function deviceProblem(reason: unknown): DeviceProblem {
  const { name = '', message = '' } = (reason ?? {}) as { name?: string; message?: string };
  if (name === 'NotAllowedError') return /system/i.test(message) ? 'denied_system' : 'denied_browser';
  if (name === 'SecurityError') return 'denied_browser';
  if (name === 'NotFoundError' || name === 'OverconstrainedError' || name === 'DevicesNotFoundError')
    return 'absent';
  return 'busy';
}
