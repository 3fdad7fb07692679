import { asProblem, type ProblemCode } from '@mila/api';
import type { ChatMessage } from '../protocol/messages';
import type { Store } from '../store';
import { uploadFile } from './http';
import type { ChatState, Upload } from './state';

/** Files that only the network kept back are sent again automatically; the server keeps them once. */
const mendedByReturn: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['offline', 'unavailable']);

interface Options {
  bookingId: string;
  store: Store<ChatState>;
  receive: (message: ChatMessage) => void;
}

/** Files on their way into the chat. */
export class Uploads {
  readonly #options: Options;
  readonly #stops = new Map<string, AbortController>();

  constructor(options: Options) {
    this.#options = options;
  }

  async attach(file: File, clientId: string = crypto.randomUUID()): Promise<void> {
    const { bookingId, store, receive } = this.#options;
    const others = () => store.get().uploads.filter((it) => it.clientId !== clientId);
    store.set({ uploads: [...others(), { clientId, file, share: 0, problem: null }] });
    const stop = new AbortController();
    this.#stops.set(clientId, stop);
    const onProgress = (share: number) => this.#change(clientId, { share });
    try {
      receive(await uploadFile({ bookingId, clientId, file, onProgress, signal: stop.signal }));
      store.set({ uploads: others() });
    } catch (reason) {
      if (!stop.signal.aborted) this.#change(clientId, { problem: asProblem(reason).code });
    }
    this.#stops.delete(clientId);
  }

  stop(clientId: string): void {
    this.#stops.get(clientId)?.abort();
  }

  /** The line is back. */
  again(): void {
    for (const { clientId, file, problem } of this.#options.store.get().uploads)
      if (problem && mendedByReturn.has(problem)) void this.attach(file, clientId);
  }

  #change(clientId: string, patch: Partial<Upload>): void {
    const { store } = this.#options;
    const change = (it: Upload) => (it.clientId === clientId ? { ...it, ...patch } : it);
    store.set({ uploads: store.get().uploads.map(change) });
  }
}
