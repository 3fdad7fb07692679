import { vi } from 'vitest';

/** A socket whose other end is the test. */
export class FakeSocket {
  static all: FakeSocket[] = [];
  static get last(): FakeSocket {
    return FakeSocket.all.at(-1)!;
  }
  readyState = 1;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: Record<string, unknown>[] = [];

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  send(data: string): void {
    this.sent.push(JSON.parse(data) as Record<string, unknown>);
  }

  close(): void {
    this.readyState = 3;
  }

  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  breakWith(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

export const welcome = (over: object = {}) => ({
  type: 'welcome',
  server_time: '2026-11-24T11:30:00Z',
  role: 'patient',
  room: {
    state: 'open',
    starts_at: '2026-11-24T11:30:00Z',
    ends_at: '2026-11-24T12:00:00Z',
    can_end_from: '2026-11-24T11:30:00Z',
    closes_at: '2026-11-24T12:15:00Z',
    call_started_at: null,
  },
  self: { person_id: 'p', full_name: 'Смирнова Ольга Петровна', since: null },
  peer: { full_name: 'Иванов Михаил Сергеевич', present: true, since: null, media: null },
  ice_servers: [],
  call: null,
  last_seq: 0,
  peer_read_seq: 0,
  peer_delivered_seq: 0,
  ...over,
});

export class FakeTrack {
  enabled = true;
  muted = false;
  onended: (() => void) | null = null;
  onmute: (() => void) | null = null;
  onunmute: (() => void) | null = null;
  readonly stop = vi.fn();
  constructor(readonly kind: 'audio' | 'video') {}

  /** The system takes the device away, or gives it back. */
  hold(muted: boolean): void {
    this.muted = muted;
    if (muted) this.onmute?.();
    else this.onunmute?.();
  }
}

export class FakeStream {
  #tracks: FakeTrack[] = [];
  getTracks = () => [...this.#tracks];
  addTrack = (track: FakeTrack) => void this.#tracks.push(track);
  removeTrack = (track: FakeTrack) => void (this.#tracks = this.#tracks.filter((it) => it !== track));
}

class FakeTransceiver {
  direction: string;
  readonly receiver: { track: FakeTrack };
  readonly sender = {
    track: null as FakeTrack | null,
    replaceTrack: (track: FakeTrack | null) => {
      this.sender.track = track;
      return Promise.resolve();
    },
  };

  constructor(kind: 'audio' | 'video', direction: string, track: FakeTrack | null = null) {
    this.direction = direction;
    this.receiver = { track: new FakeTrack(kind) };
    this.sender.track = track;
  }
}

type Description = { type: string; sdp: string };

/** The state machine of a peer connection without any network under it. */
export class FakePeerConnection {
  static all: FakePeerConnection[] = [];
  static get last(): FakePeerConnection {
    return FakePeerConnection.all.at(-1)!;
  }
  signalingState = 'stable';
  connectionState = 'new';
  localDescription: Description | null = null;
  remoteDescription: Description | null = null;
  closed = false;
  readonly restarts: unknown[] = [];
  readonly candidates: unknown[] = [];
  readonly received: Description[] = [];
  onnegotiationneeded: (() => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  ontrack: ((event: { track: FakeTrack }) => void) | null = null;
  #transceivers: FakeTransceiver[] = [];
  #offers = 0;
  readonly #session = FakePeerConnection.all.length + 1;

  constructor() {
    FakePeerConnection.all.push(this);
  }

  getTransceivers = () => this.#transceivers;
  getStats = () => Promise.resolve(new Map());
  addIceCandidate = (candidate: unknown) => Promise.resolve(void this.candidates.push(candidate));

  addTransceiver(what: FakeTrack | 'audio' | 'video', { direction }: { direction: string }): void {
    const [kind, track] = typeof what === 'string' ? [what, null] : [what.kind, what];
    this.#transceivers.push(new FakeTransceiver(kind, direction, track));
    queueMicrotask(() => this.#transceivers.length === 2 && this.onnegotiationneeded?.());
  }

  createOffer(how: object): Promise<Description> {
    this.restarts.push(how);
    return Promise.resolve(this.#describe('offer'));
  }

  setLocalDescription(given?: { type: string; sdp?: string }): Promise<void> {
    if (given?.type === 'rollback') {
      this.signalingState = 'stable';
      return Promise.resolve();
    }
    const answering = this.signalingState === 'have-remote-offer';
    this.localDescription = (given as Description) ?? this.#describe(answering ? 'answer' : 'offer');
    this.signalingState = answering ? 'stable' : 'have-local-offer';
    return Promise.resolve();
  }

  setRemoteDescription(description: Description): Promise<void> {
    this.received.push(description);
    this.remoteDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
    if (description.type === 'offer' && !this.#transceivers.length)
      this.#transceivers = [
        new FakeTransceiver('audio', 'recvonly'),
        new FakeTransceiver('video', 'recvonly'),
      ];
    return Promise.resolve();
  }

  become(state: string): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  close(): void {
    this.closed = true;
  }

  #describe(type: string): Description {
    return { type, sdp: `v=0\r\no=- ${this.#session} ${++this.#offers} IN IP4 127.0.0.1\r\n` };
  }
}
