import { judge, type Quality, readSample, type Sample } from './quality';

const period = 2_000;
/** So many weak samples in a row are a weak link, not a hiccup. */
const patience = 4;

/** Asks a connection how it feels while it is connected. */
export class QualityWatch {
  #timer: ReturnType<typeof setInterval> | undefined;
  #before: Sample | null = null;
  #weak = 0;

  constructor(
    private readonly tell: (quality: Quality) => void,
    private readonly onWeak: () => void,
  ) {}

  start(pc: RTCPeerConnection): void {
    this.stop();
    this.#timer = setInterval(() => void this.#ask(pc), period);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#before = null;
    this.#weak = 0;
  }

  async #ask(pc: RTCPeerConnection): Promise<void> {
    const sample = readSample((await pc.getStats()) as unknown as Iterable<[string, RTCStats]>);
    const quality = judge(this.#before, sample);
    this.#before = sample;
    this.tell(quality);
    this.#weak = quality === 'weak' ? this.#weak + 1 : 0;
    if (this.#weak === patience) this.onWeak();
  }
}
