import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ServerMessage } from '../protocol/messages';
import { FakeSocket, welcome } from '../testing/fakes';
import { SignallingClient } from './client';
import { pause, type StopReason } from './closing';

const ask = vi.fn<() => Promise<StopReason | null>>();
const received: ServerMessage[] = [];
let client: SignallingClient;

const link = () => client.store.get().link;

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all = [];
  received.length = 0;
  ask.mockReset().mockResolvedValue(null);
  client = new SignallingClient({
    url: 'ws://localhost/socket',
    onMessage: (message) => received.push(message),
    findReason: ask,
    open: (url) => new FakeSocket(url) as unknown as WebSocket,
  });
  client.start();
});

afterEach(() => {
  client.stop();
  vi.useRealTimers();
});

const enter = () => FakeSocket.last.say(welcome());

test('a socket is open when the server has welcomed, not before', () => {
  expect(client.send({ type: 'ping' })).toBe(false);
  enter();
  expect(link()).toEqual({ kind: 'open' });
  expect(client.send({ type: 'ping' })).toBe(true);
});

test('a lost socket is opened again after a short pause (R123)', async () => {
  enter();
  FakeSocket.last.breakWith(1006);
  expect(link().kind).toBe('waiting');
  await vi.advanceTimersByTimeAsync(500);
  expect(FakeSocket.all).toHaveLength(2);
  enter();
  expect(link().kind).toBe('open');
  expect(ask).not.toHaveBeenCalled();
});

test('pauses grow from half a second to eight and never storm in step', () => {
  expect([0, 1, 2, 3, 4, 9].map((attempt) => pause(attempt, 1))).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
  expect(pause(4, 0)).toBe(6000);
});

test.each([
  [4001, 'taken'],
  [4002, 'room_closed'],
  [1002, 'protocol'],
  [1009, 'protocol'],
])('close code %i is final: %s', async (code, why) => {
  enter();
  FakeSocket.last.breakWith(code);
  expect(link()).toEqual({ kind: 'stopped', why });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FakeSocket.all).toHaveLength(1);
});

test('a failed handshake asks for the reason, and a refusal ends the trying (R174)', async () => {
  ask.mockResolvedValue('refused');
  FakeSocket.last.breakWith(1006);
  await vi.advanceTimersByTimeAsync(0);
  expect(link()).toEqual({ kind: 'stopped', why: 'refused' });
});

test('a failed handshake without a reason is tried again', async () => {
  FakeSocket.last.breakWith(1006);
  await vi.advanceTimersByTimeAsync(500);
  expect(FakeSocket.all).toHaveLength(2);
});

test('silence is a loss, an answered ping is not', async () => {
  enter();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(FakeSocket.last.sent).toContainEqual({ type: 'ping' });
  FakeSocket.last.say({ type: 'pong', server_time: '2026-11-24T11:30:10Z' });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(link().kind).toBe('open');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(FakeSocket.all.length > 1 || link().kind === 'waiting').toBe(true);
});

test('what is not of the protocol is ignored', () => {
  FakeSocket.last.say({ type: 'message', seq: 'one' });
  FakeSocket.last.say({ type: 'invented_tomorrow' });
  FakeSocket.last.onmessage?.({ data: 'not json' });
  expect(received).toEqual([]);
});

test('leaving is said in words', () => {
  enter();
  const socket = FakeSocket.last;
  client.stop();
  expect(socket.sent.at(-1)).toEqual({ type: 'bye' });
});

test('a socket that opens and breaks at once is opened again after growing pauses', async () => {
  for (const wait of [500, 1000, 2000, 4000]) {
    enter();
    const before = FakeSocket.all.length;
    FakeSocket.last.breakWith(1006);
    await vi.advanceTimersByTimeAsync(wait * 0.7);
    expect(FakeSocket.all).toHaveLength(before);
    await vi.advanceTimersByTimeAsync(wait * 0.3);
    expect(FakeSocket.all).toHaveLength(before + 1);
  }
});

test('a socket that lasted is opened again at once', async () => {
  enter();
  FakeSocket.last.breakWith(1006);
  await vi.advanceTimersByTimeAsync(500);
  enter();
  await vi.advanceTimersByTimeAsync(10_000);
  const before = FakeSocket.all.length;
  FakeSocket.last.breakWith(1006);
  await vi.advanceTimersByTimeAsync(500);
  expect(FakeSocket.all).toHaveLength(before + 1);
});
