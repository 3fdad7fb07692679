import { Store } from '../store';
import type { BrowserMessage, Role } from '../protocol/messages';
import { setSenderTracks, addTransceivers, origin, type Tracks } from './transceivers';
import { receiveTrack } from './remote';
import { mended, QualityWatch } from './quality-watch';
import { type CallState, type SessionMessage, type Trouble, unconnected } from './state';

interface Options {
  callId: string;
  role: Role;
  iceServers: RTCIceServer[];
  tracks: Tracks;
  send: (message: BrowserMessage) => void;
  /** The link stayed too weak for pictures. */
  onWeak: () => void;
}

const noCandidatesAfter = 15_000;
const slowAfter = 20_000;
const firstRestart = 3_000;
const nextRestart = 5_000;

/** One call between two browsers: perfect negotiation (the patient is polite), ICE restarts, words for silence. */
export class CallSession {
  readonly callId: string;
  readonly store: Store<CallState>;
  /** One stream for the life of the call: players keep it while connections behind it are rebuilt. */
  readonly remote = new MediaStream();
  readonly #options: Options;
  readonly #doctor: boolean;
  readonly #quality: QualityWatch;
  #tracks: Tracks;
  #pc: RTCPeerConnection;
  #work: Promise<void> = Promise.resolve();
  #makingOffer = false;
  #candidateSeen = false;
  #closed = false;
  #timers: ReturnType<typeof setTimeout>[] = [];
  #restart: ReturnType<typeof setTimeout> | undefined;

  constructor(options: Options) {
    this.callId = options.callId;
    this.#options = options;
    this.#doctor = options.role === 'doctor';
    this.#tracks = options.tracks;
    this.store = new Store<CallState>({ ...unconnected, since: Date.now() });
    this.#quality = new QualityWatch(
      (quality, good) => this.store.set({ quality, steady: mended(good) }),
      options.onWeak,
    );
    this.#pc = this.#build();
  }

  /** A new connection behind the same call; the doctor's end offers at once. */
  rebuild(): void {
    if (this.#closed) return;
    this.#shut();
    this.#pc = this.#build();
    this.store.set({ link: 'connecting', since: Date.now(), trouble: null });
  }

  /** The doctor's end looks for another way to the peer; an offer nobody answered is taken back first. */
  async restart(): Promise<void> {
    const answering = this.#pc.signalingState === 'have-remote-offer';
    if (this.#doctor && !this.#closed && !answering) await this.#offer(true);
  }

  async setTracks(tracks: Tracks): Promise<void> {
    this.#tracks = tracks;
    if (!this.#closed) await setSenderTracks(this.#pc, tracks);
  }

  /** Messages are taken strictly one after another: a candidate waits for the description before it. */
  receive(
    message: { description: RTCSessionDescriptionInit } | { candidate: RTCIceCandidateInit | null },
  ): Promise<void> {
    const take = () =>
      'description' in message ? this.#described(message.description) : this.#candidate(message.candidate);
    // What a browser cannot make sense of is left: the timers and the restarts speak for a call that does not come about.
    this.#work = this.#work.then(take).catch(() => undefined);
    return this.#work;
  }

  close(): void {
    this.#closed = true;
    this.#shut();
    for (const track of this.remote.getTracks()) this.remote.removeTrack(track);
  }

  #build(): RTCPeerConnection {
    const pc = new RTCPeerConnection({ iceServers: this.#options.iceServers });
    this.#makingOffer = this.#candidateSeen = false;
    pc.onicecandidate = ({ candidate }) => {
      this.#candidateSeen ||= candidate !== null;
      this.#say({ type: 'candidate', candidate: candidate?.toJSON() ?? null });
    };
    pc.ontrack = ({ track }) => receiveTrack(this.remote, track, this.store);
    pc.onconnectionstatechange = () => this.#moved(pc);
    pc.onnegotiationneeded = () => void this.#offer();
    this.#timers = [
      setTimeout(() => this.#silent(pc, 'no_candidates'), noCandidatesAfter),
      setTimeout(() => this.#silent(pc, 'slow'), slowAfter),
    ];
    if (this.#doctor) {
      addTransceivers(pc, this.#tracks);
      this.#restart = setTimeout(() => void this.#again(pc), nextRestart);
    }
    return pc;
  }

  #shut(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    clearTimeout(this.#restart);
    this.#quality.stop();
    const pc = this.#pc;
    pc.onicecandidate = pc.ontrack = pc.onconnectionstatechange = pc.onnegotiationneeded = null;
    pc.close();
  }

  async #offer(restart = false): Promise<void> {
    const pc = this.#pc;
    if (this.#makingOffer) return;
    try {
      this.#makingOffer = true;
      if (restart && pc.signalingState === 'have-local-offer')
        await pc.setLocalDescription({ type: 'rollback' });
      await pc.setLocalDescription(restart ? await pc.createOffer({ iceRestart: true }) : undefined);
      this.#describe(pc);
    } catch {
      // A description that came in between wins: its answer carries what this offer wanted to say.
    } finally {
      if (pc === this.#pc) this.#makingOffer = false;
    }
  }

  async #described(description: RTCSessionDescriptionInit): Promise<void> {
    const offer = description.type === 'offer';
    const known = origin(this.#pc.remoteDescription?.sdp);
    if (this.#closed) return;
    // Another session in the `o=` line: the doctor's page was reloaded, its old connection is gone.
    if (offer && !this.#doctor && known && known !== origin(description.sdp)) this.rebuild();
    const pc = this.#pc;
    if (!offer && pc.signalingState !== 'have-local-offer') return;
    const collides = this.#makingOffer || pc.signalingState !== 'stable';
    if (offer && this.#doctor && collides) return;
    await pc.setRemoteDescription(description);
    if (!offer) return;
    await setSenderTracks(pc, this.#tracks);
    await pc.setLocalDescription();
    this.#describe(pc);
  }

  async #candidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    if (this.#closed || !this.#pc.remoteDescription) return;
    // Candidates of a connection that was replaced or of an offer that was ignored no longer fit; others come.
    await this.#pc.addIceCandidate(candidate ?? undefined).catch(() => undefined);
  }

  #moved(pc: RTCPeerConnection): void {
    const state = pc.connectionState;
    if (state === 'connected') {
      for (const timer of this.#timers) clearTimeout(timer);
      clearTimeout(this.#restart);
      this.store.set({ link: 'connected', since: Date.now(), trouble: null });
      this.#quality.start(pc);
      this.#say({ type: 'connected' });
    } else if (state === 'disconnected' || state === 'failed') {
      this.#quality.stop();
      const { link } = this.store.get();
      if (link === 'connected') this.store.set({ link: 'interrupted', since: Date.now() });
      clearTimeout(this.#restart);
      this.#restart = setTimeout(() => void this.#again(pc), state === 'failed' ? 0 : firstRestart);
    }
  }

  async #again(pc: RTCPeerConnection): Promise<void> {
    if (pc !== this.#pc || this.#closed || pc.connectionState === 'connected') return;
    this.#restart = setTimeout(() => void this.#again(pc), nextRestart);
    // An attempt that is under way is left to its end; an offer nobody answered may never have arrived.
    const lost = pc.connectionState === 'failed' || pc.connectionState === 'disconnected';
    if (lost || pc.signalingState === 'have-local-offer') await this.restart();
  }

  /** `connectionState` may stay `new` for ever: what does not happen is reported too. */
  #silent(pc: RTCPeerConnection, trouble: Trouble): void {
    const gathering = pc.localDescription !== null && !this.#candidateSeen;
    if (trouble === 'slow' || gathering) this.store.set({ trouble: gathering ? 'no_candidates' : 'slow' });
  }

  #describe(pc: RTCPeerConnection): void {
    if (pc !== this.#pc || !pc.localDescription) return;
    const { type, sdp } = pc.localDescription;
    this.#say({ type: 'description', description: { type, sdp } });
  }

  #say(message: SessionMessage): void {
    if (!this.#closed) this.#options.send({ ...message, call_id: this.callId } as BrowserMessage);
  }
}
