import { asProblem, confirmSession, learnServerTime, roomQuery } from '@mila/api';
import type { QueryClient } from '@tanstack/react-query';
import { Chat } from '../chat/chat';
import { Devices } from '../devices/devices';
import {
  type BrowserMessage,
  isErrorCode,
  type Role,
  type ServerMessage,
  type ServerMessageOf,
  type Welcome,
} from '../protocol/messages';
import { SignallingClient, socketUrl } from '../signalling/client';
import type { StopReason } from '../signalling/closing';
import { CallController } from './call-controller';
import { VisitEnd } from './visit-end';
import { type MessageHandlers, type RoomState, RoomStore } from './state';

interface Options {
  bookingId: string;
  role: Role;
  client: QueryClient;
}

/** One end of a consultation: the seat, the chat, the call and the devices. */
export class Room {
  readonly role: Role;
  readonly bookingId: string;
  readonly devices = new Devices();
  readonly store = new RoomStore();
  readonly signalling: SignallingClient;
  readonly chat: Chat;
  readonly calls: CallController;
  readonly ending: VisitEnd;
  readonly #client: QueryClient;
  #sentMedia = '';

  constructor({ bookingId, role, client }: Options) {
    this.bookingId = bookingId;
    this.role = role;
    this.#client = client;
    this.signalling = new SignallingClient({
      url: socketUrl(bookingId),
      onMessage: (message) => this.#onMessage(message),
      findReason: () => this.#findReason(),
    });
    const send = (message: BrowserMessage) => this.signalling.send(message);
    this.chat = new Chat({ bookingId, role, send });
    this.calls = new CallController({ role, devices: this.devices, send });
    this.ending = new VisitEnd(this.store, send);
  }

  /** Enters the room; returns the way out. */
  start(): () => void {
    const unwatch = [
      this.devices.store.subscribe(() => this.#devicesChanged()),
      this.signalling.store.subscribe(() => this.#linkChanged()),
    ];
    this.signalling.start();
    return () => {
      this.ending.now();
      for (const stop of unwatch) stop();
      this.calls.end(null);
      this.signalling.stop();
      this.devices.close();
    };
  }

  /** Takes the seat back from a newer tab, or connects again after a refusal. */
  enterAgain(): void {
    this.store.set({ barred: null });
    this.signalling.stop();
    this.signalling.start();
  }

  /** The doctor rings. */
  call(): void {
    this.store.set({ refusal: null });
    this.signalling.send({ type: 'call' });
  }

  readonly #handlers: MessageHandlers = {
    welcome: (message) => this.#welcome(message),
    pong: ({ server_time }) => learnServerTime(server_time),
    peer_joined: ({ at, full_name }) => {
      this.store.peer({ present: true, since: at, ...(full_name ? { fullName: full_name } : {}) });
      this.calls.peerJoined();
    },
    peer_left: ({ at }) => this.store.peer({ present: false, since: at }),
    peer_media: ({ audio, video, screen, can_call }) =>
      this.store.peer({ media: { audio, video, screen, can_call } }),
    ringing: ({ call_id }) => {
      this.store.set({ refusal: null });
      this.calls.ring(call_id);
    },
    call_accepted: ({ call_id, ice_servers }) => this.calls.accepted(call_id, ice_servers),
    call_declined: ({ reason }) => this.calls.end(reason),
    call_ended: ({ reason }) => this.calls.end(reason),
    call_started: ({ started_at }) => this.store.details({ call_started_at: started_at, state: 'in_call' }),
    description: (message) => this.calls.receive(message),
    candidate: (message) => this.calls.receive(message),
    confirm_session: () => void this.#confirm(),
    message: (message) => this.chat.receive(message),
    delivered: ({ seq }) => this.chat.peerMark('delivered', seq),
    read: ({ seq }) => this.chat.peerMark('read', seq),
    file_checked: (message) => this.chat.fileChecked(message),
    moved: ({ starts_at, ends_at, can_end_from, closes_at }) =>
      this.store.details({ starts_at, ends_at, can_end_from, closes_at }),
    room_closed: ({ reason }) => this.#close(reason),
    error: (message) => this.#refused(message),
  };

  #onMessage(message: ServerMessage): void {
    (this.#handlers[message.type] as ((message: ServerMessage) => void) | undefined)?.(message);
  }

  #welcome(message: Welcome): void {
    learnServerTime(message.server_time);
    const { full_name, present, since = null, media = null } = message.peer;
    const peer = { fullName: full_name, present, since, media };
    this.store.set({ details: message.room, self: message.self, peer, barred: null });
    this.#sentMedia = '';
    if (message.room.state !== 'closed' && this.devices.store.get().phase === 'idle')
      void this.devices.check();
    this.#sendMedia();
    this.chat.welcome(message);
    this.calls.welcome(message);
  }

  #refused({ code, client_id }: ServerMessageOf<'error'>): void {
    const known = isErrorCode(code) ? code : null;
    if (client_id) this.chat.refused(client_id, known ?? 'not_allowed');
    else this.store.set({ refusal: known ?? 'unknown' });
  }

  #close(reason: RoomState['closed']): void {
    this.ending.takeBack();
    this.calls.end(null);
    this.devices.close();
    this.store.details({ state: 'closed' });
    this.store.set({ closed: reason });
  }

  /** Shows through the gateway that the session still holds; without one there is no staying here. */
  async #confirm(): Promise<void> {
    try {
      await confirmSession(this.bookingId);
    } catch (reason) {
      if (this.#barredBy(reason)) this.signalling.refuse();
    }
  }

  /** Why the handshake failed: a closed room and a refusal are answers, silence is not. */
  async #findReason(): Promise<StopReason | null> {
    try {
      const room = await this.#client.fetchQuery({
        ...roomQuery(this.bookingId),
        staleTime: 0,
        retry: false,
      });
      if (room.state !== 'closed') return null;
      this.#close('before');
      await this.chat.catchUp();
      return 'room_closed';
    } catch (reason) {
      return this.#barredBy(reason) ? 'refused' : null;
    }
  }

  /** A refusal is an answer; what failed on the way, or in haste, is none. */
  #barredBy(reason: unknown): boolean {
    const { code, status } = asProblem(reason);
    const refused = status >= 400 && status < 500 && status !== 429;
    if (refused) this.store.set({ barred: code });
    return refused;
  }

  /** A socket that stopped for good ends the call and releases the camera. */
  #linkChanged(): void {
    const { link } = this.signalling.store.get();
    if (link.kind !== 'stopped' || this.devices.store.get().phase === 'idle') return;
    this.calls.end(null);
    this.devices.close();
  }

  #devicesChanged(): void {
    this.calls.devicesChanged();
    this.#sendMedia();
  }

  /** Sends `media` once per change. */
  #sendMedia(): void {
    if (this.devices.store.get().phase !== 'ready') return;
    const { media } = this.devices;
    const sent = JSON.stringify(media);
    if (sent !== this.#sentMedia && this.signalling.send({ type: 'media', ...media })) this.#sentMedia = sent;
  }
}
