import type { Wish } from './acquire';

export type Remembered = Wish & { speaker: string | null };

const place = 'mila.devices';

/** The devices a person chose on this computer or phone: their ids, nothing else. */
export function remembered(): Remembered {
  const none = { audio: null, video: null, speaker: null };
  try {
    return { ...none, ...(JSON.parse(localStorage.getItem(place) ?? '{}') as object) };
  } catch {
    return none;
  }
}

export function remember(chosen: Remembered): void {
  try {
    localStorage.setItem(place, JSON.stringify(chosen));
  } catch {
    // A private window keeps nothing; the choice still holds until the page goes.
  }
}
