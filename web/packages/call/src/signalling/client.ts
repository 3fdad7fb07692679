import { Store } from '../store';
import { type BrowserMessage, readServerMessage, type ServerMessage } from '../protocol/messages';
import { pause, type StopReason, verdict } from './closing';

export type LinkState =
  | { kind: 'idle' }
  | { kind: 'connecting'; attempt: number }
  | { kind: 'open' }
  | { kind: 'waiting'; attempt: number }
  | { kind: 'stopped'; why: StopReason };

interface Options {
  url: string;
  onMessage: (message: ServerMessage) => void;
  /** The reason of a failed handshake, or null to try again. */
  findReason: () => Promise<StopReason | null>;
  open?: (url: string) => WebSocket;
}

const beat = 10_000;
const silence = 25_000;
const openTimeout = 10_000;

export const socketUrl = (bookingId: string): string =>
  `${location.origin.replace(/^http/, 'ws')}/api/telemed/rooms/${bookingId}/socket`;

const openSocket = (url: string) => new WebSocket(url, 'mila.v1');

/** Keeps one socket of a room alive: opens, greets, pings, reopens after a loss, stops for good after a final close code. */
export class SignallingClient {
  readonly store = new Store<{ link: LinkState }>({ link: { kind: 'idle' } });
  readonly #options: Options;
  #socket: WebSocket | null = null;
  #attempt = 0;
  #receivedAt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #heart: ReturnType<typeof setInterval> | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  start(): void {
    window.addEventListener('online', this.#online);
    window.addEventListener('offline', this.#offline);
    this.#attempt = 0;
    this.#connect();
  }

  /** Leaves the seat with `bye`, so that the other end learns it at once. */
  stop(): void {
    window.removeEventListener('online', this.#online);
    window.removeEventListener('offline', this.#offline);
    this.send({ type: 'bye' });
    this.#drop();
    this.store.set({ link: { kind: 'idle' } });
  }

  /** The room is no longer ours to be in: said by another answer than the socket's. */
  refuse(): void {
    this.#drop();
    this.#settle('refused');
  }

  /** True when the message was handed to an open socket. */
  send(message: BrowserMessage): boolean {
    if (this.store.get().link.kind !== 'open' || this.#socket?.readyState !== 1) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #connect(): void {
    this.#drop();
    this.store.set({ link: { kind: 'connecting', attempt: this.#attempt } });
    this.#receivedAt = Date.now();
    const socket = (this.#options.open ?? openSocket)(this.#options.url);
    this.#socket = socket;
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = (event) => void this.#lost(event.code);
    this.#heart = setInterval(() => this.#beat(), beat);
  }

  #receive(data: unknown): void {
    this.#receivedAt = Date.now();
    const message = readServerMessage(data);
    if (!message) return;
    if (message.type === 'welcome') this.store.set({ link: { kind: 'open' } });
    this.#options.onMessage(message);
  }

  #beat(): void {
    const quiet = Date.now() - this.#receivedAt;
    const opening = this.store.get().link.kind === 'connecting';
    if (quiet >= (opening ? openTimeout : silence)) void this.#lost(1006);
    // Only a socket that lasted restarts the pauses: one that opens and breaks at once must not storm the server.
    else if (this.send({ type: 'ping' })) this.#attempt = 0;
  }

  async #lost(code: number): Promise<void> {
    const welcomed = this.store.get().link.kind === 'open';
    this.#drop();
    const judged = verdict(code, welcomed);
    if (judged !== 'ask') return this.#settle(judged);
    this.store.set({ link: { kind: 'waiting', attempt: this.#attempt } });
    const answer = await this.#options.findReason();
    // The room may have been left, or opened again, while the answer was on its way.
    if (this.store.get().link.kind === 'waiting') this.#settle(answer);
  }

  #settle(why: StopReason | null): void {
    if (why) {
      this.store.set({ link: { kind: 'stopped', why } });
      return;
    }
    this.store.set({ link: { kind: 'waiting', attempt: this.#attempt } });
    this.#retry = setTimeout(() => this.#connect(), pause(this.#attempt++, Math.random()));
  }

  #drop(): void {
    clearTimeout(this.#retry);
    clearInterval(this.#heart);
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onmessage = socket.onclose = null;
    socket.close(1000);
  }

  readonly #online = (): void => {
    if (this.store.get().link.kind !== 'waiting') return;
    this.#attempt = 0;
    this.#connect();
  };

  readonly #offline = (): void => {
    if (this.store.get().link.kind === 'open') void this.#lost(1006);
  };
}
