/** What the server answers at once, and what only time mends. */
const pauseAfterHaste = 3000;

interface Words {
  clientId: string;
  problem: string | null;
}

/**
 * Words on their way to the server: the next leave when those before them are confirmed, so their order here is their
 * order in the room, and a return after a break does not pour out everything at once.
 */
export class Outbox<T extends Words> {
  #onTheWay: string | null = null;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly waiting: () => T[],
    private readonly send: (words: T) => boolean,
  ) {}

  /** The first of what waits goes out, unless it is on its way; over a broken line nothing does. */
  next(): void {
    const first = this.waiting().find((it) => !it.problem);
    if (!first || first.clientId === this.#onTheWay) return;
    this.#onTheWay = this.send(first) ? first.clientId : null;
  }

  /** A new line: what was on its way may never have arrived, and is said again. */
  again(): void {
    clearTimeout(this.#later);
    this.#onTheWay = null;
    this.next();
  }

  /** The server found that we speak too fast; the same words go out after a pause. */
  slower(): void {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.again(), pauseAfterHaste);
  }
}
