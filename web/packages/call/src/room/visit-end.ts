import type { BrowserMessage } from '../protocol/messages';
import type { RoomStore } from './state';

/** So long a press of «end the visit» can be taken back. */
const takenBackFor = 10_000;

/**
 * The end of the visit, said by the doctor: it leaves for the server after a while in which it can be taken back, or at
 * once when the page of the visit is left. A tab that is closed before says nothing, and the visit goes on.
 */
export class VisitEnd {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: RoomStore,
    private readonly send: (message: BrowserMessage) => boolean,
  ) {}

  begin(): void {
    this.store.set({ refusal: null, endsAt: Date.now() + takenBackFor });
    this.#timer = setTimeout(() => this.now(), takenBackFor);
  }

  takeBack(): void {
    clearTimeout(this.#timer);
    this.store.set({ endsAt: null });
  }

  now(): void {
    if (this.store.get().endsAt === null) return;
    this.takeBack();
    if (!this.send({ type: 'end_visit' })) this.store.set({ refusal: 'unknown' });
  }
}
