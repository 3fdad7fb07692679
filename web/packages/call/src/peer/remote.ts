import type { Store } from '../store';
import { show } from './transceivers';
import type { CallState } from './state';

/** A hiccup is shorter. */
const missingAfter = 1_500;

/** Adds a track of the other end, and reports when nothing comes on it although nobody turned it off. */
export function receiveTrack(stream: MediaStream, track: MediaStreamTrack, store: Store<CallState>): void {
  let wait: ReturnType<typeof setTimeout> | undefined;
  const say = (missing: boolean) => {
    // A connection that was rebuilt or closed has left this track behind.
    if (stream.getTracks().includes(track))
      store.set({ missing: { ...store.get().missing, [track.kind]: missing } });
  };
  show(stream, track);
  say(false);
  track.onmute = () => {
    clearTimeout(wait);
    wait = setTimeout(() => say(true), missingAfter);
  };
  track.onunmute = () => {
    clearTimeout(wait);
    say(false);
  };
}
