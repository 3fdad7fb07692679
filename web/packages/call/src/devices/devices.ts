import { Store } from '../store';
import { acquireBoth, acquireOne, type Kind, type Taken } from './acquire';
import { remember, remembered } from './memory';
import { type Permission, watchPermissions } from './permissions';
import type { SeatMedia } from '../protocol/messages';
import { type Choice, type DeviceState, isLive, type Sender } from './state';

const off: Sender = { track: null, problem: null, on: false, muted: false };
/** The camera, the microphone and the screen of this end: checked on opening, checked again on a press. */
export class Devices {
  readonly store: Store<DeviceState>;
  #run = 0;
  #checked: Promise<void> = Promise.resolve();
  #unwatch: (() => void) | null = null;

  constructor() {
    const { speaker, ...wish } = remembered();
    const choices = { audio: [], video: [], speaker: [] };
    this.store = new Store<DeviceState>({
      phase: 'idle', audio: off, video: off, screen: null, screenProblem: null, savingLink: false, choices, wish, speaker,
      permissions: { audio: 'unknown', video: 'unknown' },
    }); // prettier-ignore
  }

  get canCall(): boolean {
    return this.store.get().audio.track !== null;
  }

  /** What leaves this end. */
  get media(): Required<SeatMedia> {
    const { audio, video, screen } = this.store.get();
    return { audio: isLive(audio), video: isLive(video), screen: screen !== null, can_call: this.canCall };
  }

  /** Settles when the running check has its answer, also when the person takes long to give it. */
  get checked(): Promise<void> {
    return this.#checked;
  }

  check(): Promise<void> {
    return (this.#checked = this.#check());
  }

  async #check(): Promise<void> {
    const run = ++this.#run;
    this.store.set({ phase: 'checking' });
    this.#unwatch ??= watchPermissions((kind, permission) => void this.#permitted(kind, permission));
    this.#release('audio', 'video');
    const { audio, video } = await acquireBoth(this.store.get().wish);
    if (run !== this.#run) {
      // The room was left, or asked again, before the person answered.
      audio.track?.stop();
      video.track?.stop();
      return;
    }
    this.#take('audio', audio);
    this.#take('video', video);
    this.store.set({ phase: 'ready' });
    await this.#list();
    navigator.mediaDevices?.addEventListener('devicechange', this.#changed);
  }

  /** Gives everything back; lamps go out. */
  close(): void {
    this.#run++;
    this.#unwatch?.();
    this.#unwatch = null;
    navigator.mediaDevices?.removeEventListener('devicechange', this.#changed);
    this.#release('audio', 'video');
    this.stopScreen();
    this.store.set({ phase: 'idle', audio: off, video: off });
  }

  setAudio(on: boolean): void {
    const { audio } = this.store.get();
    if (on && audio.muted) return this.#again('audio');
    if (audio.track) audio.track.enabled = on;
    this.store.set({ audio: { ...audio, on: on && audio.track !== null } });
  }

  /** A picture turned off gives the camera back, so that its lamp shows the truth. */
  async setVideo(on: boolean, savingLink = false): Promise<void> {
    const { video } = this.store.get();
    if (on && video.muted) return this.#again('video');
    if (on === video.on) return;
    this.store.set({ savingLink });
    if (on) return this.#retake('video');
    this.#release('video');
    this.store.set({ video: off });
  }

  async choose(kind: Kind | 'speaker', id: string): Promise<void> {
    const { wish, speaker } = this.store.get();
    const next = { ...wish, speaker, [kind]: id };
    remember(next);
    this.store.set({ wish: { audio: next.audio, video: next.video }, speaker: next.speaker });
    if (kind === 'speaker') return;
    const { on, track } = this.store.get()[kind];
    if (kind === 'video' && !on) return;
    this.#release(kind);
    await this.#retake(kind);
    if (kind === 'audio' && track && !on) this.setAudio(false);
  }

  async shareScreen(): Promise<void> {
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: false });
      const screen = stream.getVideoTracks()[0] ?? null;
      if (screen) screen.onended = () => this.stopScreen();
      this.store.set({ screen, screenProblem: null });
    } catch (reason) {
      // A closed chooser is a change of mind; only the system's refusal needs words.
      const refused = /system/i.test((reason as Error).message);
      this.store.set({ screenProblem: refused ? 'denied_system' : null });
    }
  }

  stopScreen(): void {
    this.store.get().screen?.stop();
    if (this.store.get().screen) this.store.set({ screen: null });
  }

  #take(kind: Kind, taken: Taken): void {
    const { track } = taken;
    if (track) {
      track.onended = () => this.#unplugged(kind, track);
      track.onmute = track.onunmute = () => this.#measured(kind, track);
    }
    this.store.set({ [kind]: { ...taken, on: track !== null, muted: track?.muted ?? false } });
  }

  /** The system took the device away for a while, or gave it back: what is shown is what is. */
  #measured(kind: Kind, track: MediaStreamTrack): void {
    const sender = this.store.get()[kind];
    if (sender.track === track) this.store.set({ [kind]: { ...sender, muted: track.muted } });
  }

  /** The person asks for a device that the system holds back: it is asked for once more. */
  #again(kind: Kind): void {
    this.#release(kind);
    void this.#retake(kind);
  }

  /** Asks for one device; what is granted after the room was left is given back. */
  async #retake(kind: Kind): Promise<void> {
    const run = this.#run;
    const taken = await acquireOne(kind, this.store.get().wish);
    if (run === this.#run) this.#take(kind, taken);
    else taken.track?.stop();
  }

  #unplugged(kind: Kind, track: MediaStreamTrack): void {
    if (this.store.get()[kind].track !== track) return;
    const problem = this.store.get().permissions[kind] === 'denied' ? 'denied_browser' : 'absent';
    this.store.set({ [kind]: { ...off, problem } });
  }

  /** The person changed their mind in the browser: what was refused is taken, what was taken back is reported. */
  async #permitted(kind: Kind, permission: Permission): Promise<void> {
    const { permissions, phase, [kind]: sender } = this.store.get();
    this.store.set({ permissions: { ...permissions, [kind]: permission } });
    if (phase !== 'ready') return;
    if (permission === 'granted' && sender.problem === 'denied_browser') {
      await this.#retake(kind);
      await this.#list();
    } else if (permission === 'denied' && (sender.track || sender.problem === 'absent')) {
      this.#release(kind);
      this.store.set({ [kind]: { ...off, problem: 'denied_browser' } });
    }
  }

  #release(...kinds: Kind[]): void {
    for (const kind of kinds) {
      const { track } = this.store.get()[kind];
      if (!track) continue;
      track.onended = track.onmute = track.onunmute = null;
      track.stop();
    }
  }

  async #list(): Promise<void> {
    const all = await (navigator.mediaDevices?.enumerateDevices().catch(() => []) ?? []);
    const of = (kind: MediaDeviceKind): Choice[] =>
      all
        .filter((it) => it.kind === kind && it.deviceId)
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    this.store.set({
      choices: { audio: of('audioinput'), video: of('videoinput'), speaker: of('audiooutput') },
    });
  }

  /** A device plugged in after it was missed is taken at once. */
  readonly #changed = async (): Promise<void> => {
    await this.#list();
    for (const kind of ['audio', 'video'] as const) {
      const { choices, [kind]: sender } = this.store.get();
      if (sender.problem === 'absent' && choices[kind].length) await this.#retake(kind);
    }
  };
}
