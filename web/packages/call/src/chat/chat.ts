import { serverNow } from '@mila/api';
import { Store } from '../store';
import type { BrowserMessage, ChatMessage, ErrorCode, Role, Welcome } from '../protocol/messages';
import { fetchMessages } from './http';
import { Outbox } from './outbox';
import type { ChatState, FileCheck, Pending } from './state';
import { Uploads } from './uploads';
import { wellFormed } from './text';

interface Options {
  bookingId: string;
  role: Role;
  send: (message: BrowserMessage) => boolean;
}

const sameOrder = (a: ChatMessage, b: ChatMessage): number => a.seq - b.seq;

/** The conversation of a room: exactly once, in order, nothing lost over a broken line. */
export class Chat {
  readonly bookingId: string;
  readonly role: Role;
  readonly store = new Store<ChatState>({
    messages: [], pending: [], uploads: [], draft: '', dropping: false, loaded: false, loadFailed: false, peerDelivered: 0, peerRead: 0, ownRead: 0, known: 0,
  }); // prettier-ignore
  readonly #send: Options['send'];
  readonly #outbox: Outbox<Pending>;
  readonly #uploads: Uploads;
  #fetching: Promise<void> | null = null;
  #fetchAgain = false;

  constructor({ bookingId, role, send }: Options) {
    this.bookingId = bookingId;
    this.role = role;
    this.#send = send;
    this.#uploads = new Uploads({
      bookingId,
      store: this.store,
      receive: (message) => this.receive(message),
    });
    this.#outbox = new Outbox(
      () => this.store.get().pending,
      ({ clientId, text }) => send({ type: 'say', client_id: clientId, text }),
    );
  }

  /** A socket is open (again): fetch what was missed, say once more what nobody confirmed. */
  welcome({ last_seq, peer_delivered_seq, peer_read_seq }: Welcome): void {
    this.peerMark('delivered', peer_delivered_seq);
    this.peerMark('read', peer_read_seq);
    const unchecked = this.store.get().messages.find((it) => it.file?.state === 'checking');
    if (unchecked) void this.#recheck(unchecked.seq);
    if (!this.store.get().loaded || last_seq > this.#wholeUpTo) void this.catchUp();
    this.#outbox.again();
    this.#uploads.again();
    if (this.store.get().ownRead) this.#send({ type: 'read', seq: this.store.get().ownRead });
  }

  get lastSeq(): number {
    return this.store.get().messages.at(-1)?.seq ?? 0;
  }

  /** Up to here nothing is missing: numbers begin with one and have no gaps. */
  get #wholeUpTo(): number {
    const { messages } = this.store.get();
    const hole = messages.findIndex((it, index) => it.seq !== index + 1);
    return hole < 0 ? messages.length : hole;
  }

  /** One fetch at a time, and one more when something was found missing meanwhile. */
  catchUp(): Promise<void> {
    this.#fetchAgain = this.#fetching !== null;
    this.#fetching ??= fetchMessages(this.bookingId, this.#wholeUpTo)
      .then((messages) => {
        this.#merge(messages);
        if (!this.store.get().loaded) this.store.set({ known: this.lastSeq });
        this.store.set({ loaded: true, loadFailed: false });
      })
      .catch(() => this.store.set({ loadFailed: true }))
      .finally(() => {
        this.#fetching = null;
        if (this.#fetchAgain && !this.store.get().loadFailed) void this.catchUp();
      });
    return this.#fetching;
  }

  receive(message: ChatMessage): void {
    this.#merge([message]);
    if (this.store.get().loaded && message.seq > this.#wholeUpTo) void this.catchUp();
  }

  peerMark(mark: 'delivered' | 'read', seq: number): void {
    const { peerDelivered, peerRead } = this.store.get();
    const read = mark === 'read' ? Math.max(peerRead, seq) : peerRead;
    this.store.set({ peerRead: read, peerDelivered: Math.max(peerDelivered, seq, read) });
  }

  send(text: string): void {
    const message: Pending = {
      clientId: crypto.randomUUID(),
      text: wellFormed(text),
      at: new Date(serverNow()).toISOString(),
      problem: null,
    };
    this.store.set({ pending: [...this.store.get().pending, message] });
    this.#outbox.next();
  }

  /** The same words with the same id: the server keeps them once whatever happened to the first try. */
  resend(clientId: string): void {
    this.#mend(clientId, null);
    this.#outbox.again();
  }

  write(draft: string): void {
    this.store.set({ draft });
  }

  /** A refused message goes back to where it is written; what was begun there stays after it. */
  edit(clientId: string): void {
    const { pending, draft } = this.store.get();
    const refused = pending.find((it) => it.clientId === clientId);
    if (!refused) return;
    this.forget(clientId);
    this.write([refused.text, draft].filter(Boolean).join('\n'));
  }

  /** A file that waited for the scanner may be opened, or never will be. */
  fileChecked({ file_id, state }: FileCheck): void {
    const messages = this.store
      .get()
      .messages.map((it) => (it.file?.file_id === file_id ? { ...it, file: { ...it.file, state } } : it));
    this.store.set({ messages });
  }

  forget(clientId: string): void {
    const { pending, uploads } = this.store.get();
    this.store.set({
      pending: pending.filter((it) => it.clientId !== clientId),
      uploads: uploads.filter((it) => it.clientId !== clientId),
    });
  }

  refused(clientId: string, problem: ErrorCode): void {
    if (problem === 'too_fast') return this.#outbox.slower();
    this.#mend(clientId, problem);
    this.#outbox.next();
  }

  readonly attach = (file: File, clientId?: string): Promise<void> => this.#uploads.attach(file, clientId);

  /** The person thought better of it while it was on its way. */
  cancelUpload(clientId: string): void {
    this.#uploads.stop(clientId);
    this.forget(clientId);
  }

  /** The person sees the end of the conversation. */
  read(): void {
    const seq = this.store.get().messages.findLast((it) => it.author !== this.role)?.seq ?? 0;
    if (seq <= this.store.get().ownRead) return;
    this.store.set({ ownRead: seq });
    this.#send({ type: 'read', seq });
  }

  /** What the scanner found while nobody listened. */
  async #recheck(seq: number): Promise<void> {
    const seen = await fetchMessages(this.bookingId, seq - 1).catch(() => []);
    for (const { file } of seen) if (file) this.fileChecked(file);
  }

  #merge(incoming: ChatMessage[]): void {
    const { messages, pending, uploads } = this.store.get();
    const known = new Set(messages.map((it) => it.seq));
    const fresh = incoming.filter((it) => !known.has(it.seq));
    if (!fresh.length) return;
    const confirmed = new Set(fresh.filter((it) => it.author === this.role).map((it) => it.client_id));
    this.store.set({
      messages: [...messages, ...fresh].sort(sameOrder),
      pending: pending.filter((it) => !confirmed.has(it.clientId)),
      uploads: uploads.filter((it) => !confirmed.has(it.clientId)),
    });
    const received = fresh.filter((it) => it.author !== this.role).at(-1);
    if (received) this.#send({ type: 'delivered', seq: this.#wholeUpTo });
    this.#outbox.next();
  }

  #mend(clientId: string, problem: ErrorCode | null): void {
    const pending = this.store
      .get()
      .pending.map((it) => (it.clientId === clientId ? { ...it, problem } : it));
    this.store.set({ pending });
  }
}
