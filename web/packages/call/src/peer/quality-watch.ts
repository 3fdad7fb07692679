import { judge, type Quality, readSample, type Sample } from './quality';

const period = 2_000;
/** So many weak samples in a row are a weak link, not a hiccup; as many good ones a line that has mended. */
const samplesNeeded = 4;

export const mended = (goodInARow: number): boolean => goodInARow >= samplesNeeded;

/** Asks a connection how it feels while it is connected. */
export class QualityWatch {
  #timer: ReturnType<typeof setInterval> | undefined;
  #before: Sample | null = null;
  #weak = 0;
  #good = 0;

  constructor(
    private readonly report: (quality: Quality, steadyFor: number) => void,
    private readonly onWeak: () => void,
  ) {}

  start(pc: RTCPeerConnection): void {
    this.stop();
    this.#timer = setInterval(() => void this.#ask(pc), period);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#before = null;
    this.#weak = this.#good = 0;
  }

  async #ask(pc: RTCPeerConnection): Promise<void> {
    const sample = readSample((await pc.getStats()) as unknown as Iterable<[string, RTCStats]>);
    const quality = judge(this.#before, sample);
    this.#before = sample;
    this.#weak = quality === 'weak' ? this.#weak + 1 : 0;
    this.#good = quality === 'good' ? this.#good + 1 : 0;
    this.report(quality, this.#good);
    if (this.#weak === samplesNeeded) this.onWeak();
  }
}
