/** Why a socket will not be opened again automatically. */
export type StopReason = 'left' | 'protocol' | 'refused' | 'taken' | 'room_closed';

const finalCodes: Record<number, StopReason> = {
  1000: 'left',
  1002: 'protocol',
  1009: 'protocol',
  4001: 'taken',
  4002: 'room_closed',
};

/** The verdict on a close code; null means the connection is tried again, `ask` that the room is asked first. */
export function verdict(code: number, welcomed: boolean): StopReason | 'ask' | null {
  if (code === 1008 || !welcomed) return finalCodes[code] ?? 'ask';
  return finalCodes[code] ?? null;
}

/** Growing pauses of 0.5–8 s with jitter, so that a returned server is not stormed. */
export const pause = (attempt: number, random: number): number =>
  Math.round(Math.min(8000, 500 * 2 ** attempt) * (0.75 + random * 0.25));
