import { CallSession } from '../peer/session';
import type {
  BrowserMessage,
  CallEnd,
  IceServers,
  Role,
  ServerMessageOf,
  Welcome,
} from '../protocol/messages';
import type { Devices } from '../devices/devices';
import { Store } from '../store';

export interface CallControllerState {
  call: { id: string; phase: 'ringing' | 'accepted'; since: number } | null;
  session: CallSession | null;
  /** How the last call ended; forgotten when the next begins. */
  ended: CallEnd | null;
}

interface Options {
  role: Role;
  devices: Devices;
  send: (message: BrowserMessage) => boolean;
}

type Named = 'cancel_call' | 'accept' | 'hang_up' | 'leave_call';

/** The call of the room: it rings, is accepted, and owns the connection while it lives. */
export class CallController {
  readonly store = new Store<CallControllerState>({ call: null, session: null, ended: null });
  readonly #options: Options;
  #iceServers: RTCIceServer[] = [];

  constructor(options: Options) {
    this.#options = options;
  }

  /** A socket is open (again): the call goes on where the server says it is. */
  welcome({ call, ice_servers }: Welcome): void {
    this.#iceServers = ice_servers as RTCIceServer[];
    const { session } = this.store.get();
    if (!call) {
      if (this.store.get().call) this.end(null);
    } else if (call.state === 'ringing') this.ring(call.call_id);
    else if (session?.callId === call.call_id) void session.restart();
    else this.#resume(call.call_id);
  }

  ring(callId: string): void {
    this.#drop();
    this.store.set({ call: { id: callId, phase: 'ringing', since: Date.now() }, ended: null });
  }

  /** Both ends build a new connection, also when one of them had one: the other page may have been reloaded. */
  accepted(callId: string, iceServers?: IceServers | null): void {
    if (iceServers) this.#iceServers = iceServers as RTCIceServer[];
    const { role, devices, send } = this.#options;
    this.#drop();
    const session = new CallSession({
      callId,
      role,
      iceServers: this.#iceServers,
      tracks: this.#tracks(),
      send,
      onWeak: () => {
        if (!devices.store.get().screen) void devices.setVideo(false, true);
      },
    });
    this.store.set({ call: { id: callId, phase: 'accepted', since: Date.now() }, session, ended: null });
  }

  end(ended: CallEnd | null): void {
    this.#drop();
    this.#options.devices.stopScreen();
    this.store.set({ call: null, ended });
  }

  receive(message: ServerMessageOf<'description'> | ServerMessageOf<'candidate'>): void {
    const { session } = this.store.get();
    if (session?.callId !== message.call_id) return;
    if (message.type === 'description') void session.receive({ description: message.description });
    else void session.receive({ candidate: (message.candidate ?? null) as RTCIceCandidateInit | null });
  }

  peerJoined(): void {
    const { session } = this.store.get();
    if (session && session.store.get().link !== 'connected') void session.restart();
  }

  devicesChanged(): void {
    void this.store.get().session?.setTracks(this.#tracks());
  }

  send(type: Named): void {
    const { call } = this.store.get();
    if (call) this.#options.send({ type, call_id: call.id });
  }

  /** Only the doctor gets `call_declined`, so the call ends here at once. */
  decline(): void {
    const { call } = this.store.get();
    if (!call) return;
    this.#options.send({ type: 'decline', call_id: call.id, reason: 'declined' });
    this.end('declined');
  }

  /** A person presses «Повторить»: the whole connection is built again, from either end. */
  retry(): void {
    if (this.#options.role === 'patient') this.send('accept');
    else this.store.get().session?.rebuild();
  }

  /** The page was reloaded in a running call: the doctor offers, the patient accepts once more. */
  #resume(callId: string): void {
    if (this.#options.role === 'doctor') return this.accepted(callId);
    this.store.set({ call: { id: callId, phase: 'accepted', since: Date.now() }, ended: null });
    void this.#options.devices.checked.then(() => {
      const { call, session } = this.store.get();
      if (call?.id === callId && !session) this.send('accept');
    });
  }

  #drop(): void {
    this.store.get().session?.close();
    this.store.set({ session: null });
  }

  #tracks() {
    const { audio, video, screen } = this.#options.devices.store.get();
    return { audio: audio.track, video: screen ?? video.track };
  }
}
