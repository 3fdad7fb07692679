import { beforeEach, expect, test, vi } from 'vitest';
import { ApiProblem } from '@mila/api';
import type { BrowserMessage, ChatMessage, Welcome } from '../protocol/messages';
import { welcome as fakeWelcome } from '../testing/fakes';
import { Chat } from './chat';

const fetchMessages = vi.hoisted(() => vi.fn<(room: string, after: number) => Promise<ChatMessage[]>>());
const uploadFile = vi.hoisted(() =>
  vi.fn<(how: { clientId: string; signal?: AbortSignal }) => Promise<ChatMessage>>(),
);
vi.mock('./http', () => ({ fetchMessages, uploadFile }));

const sent: BrowserMessage[] = [];
let chat: Chat;

const message = (seq: number, over: Partial<ChatMessage> = {}): ChatMessage => ({
  seq,
  message_id: `m${seq}`,
  client_id: `c${seq}`,
  author: 'doctor',
  kind: 'text',
  text: `слова ${seq}`,
  file: null,
  sent_at: '2026-11-24T11:30:00Z',
  ...over,
});
const welcome = (over: object = {}) => fakeWelcome(over) as unknown as Welcome;
const seqs = () => chat.store.get().messages.map((it) => it.seq);

beforeEach(() => {
  sent.length = 0;
  fetchMessages.mockReset().mockResolvedValue([]);
  uploadFile.mockReset();
  chat = new Chat({ bookingId: 'b', role: 'patient', send: (it) => sent.push(it) > 0 });
});

test('what nobody confirmed is said again with the same id after a return, and kept once (R124)', async () => {
  chat.send('Болит горло');
  const { clientId } = chat.store.get().pending[0]!;
  chat.welcome(welcome({ last_seq: 0 }));
  const said = sent.filter((it) => it.type === 'say');
  expect(said.map((it) => it.client_id)).toEqual([clientId, clientId]);
  const own = message(1, { author: 'patient', client_id: clientId });
  chat.receive(own);
  chat.receive(own);
  expect(chat.store.get().pending).toEqual([]);
  expect(seqs()).toEqual([1]);
});

test('a confirmed message is not said again', () => {
  chat.send('Здравствуйте');
  chat.receive(message(1, { author: 'patient', client_id: chat.store.get().pending[0]!.clientId }));
  sent.length = 0;
  chat.welcome(welcome());
  expect(sent.filter((it) => it.type === 'say')).toEqual([]);
});

test('a refused message stays with its reason until the person decides', () => {
  chat.send('слишком длинно');
  const { clientId } = chat.store.get().pending[0]!;
  chat.refused(clientId, 'too_long');
  sent.length = 0;
  chat.welcome(welcome());
  expect(sent.filter((it) => it.type === 'say')).toEqual([]);
  chat.resend(clientId);
  expect(sent).toContainEqual({ type: 'say', client_id: clientId, text: 'слишком длинно' });
});

test('a hole in the numbers is fetched, and the order stays', async () => {
  fetchMessages.mockResolvedValueOnce([message(1)]);
  chat.welcome(welcome({ last_seq: 1 }));
  await vi.waitFor(() => expect(chat.store.get().loaded).toBe(true));
  fetchMessages.mockResolvedValueOnce([message(2), message(3)]);
  chat.receive(message(4));
  await vi.waitFor(() => expect(seqs()).toEqual([1, 2, 3, 4]));
  expect(fetchMessages).toHaveBeenLastCalledWith('b', 1);
});

test('only what was missed is fetched after a return', async () => {
  fetchMessages.mockResolvedValueOnce([message(1), message(2)]);
  chat.welcome(welcome({ last_seq: 2 }));
  await vi.waitFor(() => expect(seqs()).toEqual([1, 2]));
  chat.welcome(welcome({ last_seq: 2 }));
  expect(fetchMessages).toHaveBeenCalledTimes(1);
});

test('marks of the other end only grow, and read means delivered', () => {
  chat.peerMark('read', 5);
  chat.peerMark('delivered', 3);
  chat.peerMark('read', 4);
  expect(chat.store.get()).toMatchObject({ peerRead: 5, peerDelivered: 5 });
});

test('the doctor learns what was received and what was seen', () => {
  chat.receive(message(1));
  expect(sent).toContainEqual({ type: 'delivered', seq: 1 });
  chat.read();
  chat.read();
  expect(sent.filter((it) => it.type === 'read')).toEqual([{ type: 'read', seq: 1 }]);
});

test('a conversation that could not be loaded says so', async () => {
  fetchMessages.mockRejectedValueOnce(new Error('offline'));
  chat.welcome(welcome({ last_seq: 3 }));
  await vi.waitFor(() => expect(chat.store.get().loadFailed).toBe(true));
});

test('words leave one after another, so their order here is their order in the room (R124)', () => {
  for (const text of ['раз', 'два', 'три']) chat.send(text);
  const said = () => sent.filter((it) => it.type === 'say').map((it) => it.text);
  expect(said()).toEqual(['раз']);
  const first = chat.store.get().pending[0]!.clientId;
  chat.receive(message(1, { author: 'patient', client_id: first }));
  expect(said()).toEqual(['раз', 'два']);
  // The line broke: only what was on its way is said again.
  chat.welcome(welcome({ last_seq: 1 }));
  expect(said()).toEqual(['раз', 'два', 'два']);
});

test('writing too fast is slowed down, and nothing is lost', () => {
  vi.useFakeTimers();
  chat.send('быстро');
  chat.refused(chat.store.get().pending[0]!.clientId, 'too_fast');
  expect(chat.store.get().pending[0]!.problem).toBeNull();
  vi.advanceTimersByTime(3100);
  expect(sent.filter((it) => it.type === 'say')).toHaveLength(2);
  vi.useRealTimers();
});

test('a hole that could not be fetched is fetched after the return, also when nothing newer was said', async () => {
  fetchMessages.mockResolvedValueOnce([message(1)]);
  chat.welcome(welcome({ last_seq: 1 }));
  await vi.waitFor(() => expect(seqs()).toEqual([1]));
  fetchMessages.mockRejectedValueOnce(new Error('offline'));
  chat.receive(message(3));
  await vi.waitFor(() => expect(chat.store.get().loadFailed).toBe(true));
  fetchMessages.mockResolvedValueOnce([message(2), message(3)]);
  chat.welcome(welcome({ last_seq: 3 }));
  await vi.waitFor(() => expect(seqs()).toEqual([1, 2, 3]));
  expect(fetchMessages).toHaveBeenLastCalledWith('b', 1);
});

test('a file that only the line kept back goes out again with the same id', async () => {
  uploadFile.mockRejectedValueOnce(new ApiProblem('offline', 0));
  const file = new File(['x'], 'анализ.pdf');
  await chat.attach(file, 'f');
  expect(chat.store.get().uploads[0]).toMatchObject({ problem: 'offline' });
  uploadFile.mockResolvedValueOnce(message(1, { author: 'patient', client_id: 'f', kind: 'file' }));
  chat.welcome(welcome());
  await vi.waitFor(() => expect(chat.store.get().uploads).toEqual([]));
  expect(uploadFile.mock.calls.map(([it]) => it.clientId)).toEqual(['f', 'f']);
});

test('a file on its way can be taken back (R122)', async () => {
  uploadFile.mockImplementationOnce(
    ({ signal }) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(new ApiProblem('offline', 0)));
      }),
  );
  const sending = chat.attach(new File(['x'], 'фото.jpg'), 'f');
  chat.cancelUpload('f');
  await sending;
  expect(chat.store.get().uploads).toEqual([]);
});

test('an emoji cut in half is mended before it leaves', () => {
  chat.send('Спасибо \ud83d');
  expect(sent).toContainEqual(expect.objectContaining({ type: 'say', text: 'Спасибо \ufffd' }));
});

test('a refused message goes back to where it is written, before what was begun there', () => {
  chat.send('первое');
  chat.write('второе');
  const { clientId } = chat.store.get().pending[0]!;
  chat.refused(clientId, 'invalid');
  chat.edit(clientId);
  expect(chat.store.get()).toMatchObject({ pending: [], draft: 'первое\nвторое' });
});

test('a file opens when the scanner is done, also when that was said while the line was broken', async () => {
  const file = { file_id: 'f', name: 'а.pdf', size: 1, content_type: 'application/pdf' };
  const seen = () => chat.store.get().messages[0]?.file?.state;
  chat.receive(message(1, { kind: 'file', text: null, file: { ...file, state: 'checking' } }));
  expect(seen()).toBe('checking');
  fetchMessages.mockResolvedValue([message(1, { kind: 'file', file: { ...file, state: 'ready' } })]);
  chat.welcome(welcome({ last_seq: 1 }));
  await vi.waitFor(() => expect(seen()).toBe('ready'));
  chat.fileChecked({ file_id: 'f', state: 'refused' });
  expect(seen()).toBe('refused');
});
