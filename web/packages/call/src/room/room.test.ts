import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { takeDrops } from '../chat/drop';
import type { Role } from '../protocol/messages';
import { FakePeerConnection, FakeSocket, FakeStream, FakeTrack, welcome } from '../testing/fakes';
import { Room } from './room';

vi.mock('../chat/http', () => ({ fetchMessages: () => Promise.resolve([]), uploadFile: vi.fn() }));

let leave = () => {};
let room: Room;

const enter = (role: Role = 'patient') => {
  room = new Room({ bookingId: 'b', role, client: new QueryClient() });
  leave = room.start();
};
const socket = () => FakeSocket.last;
const said = () => socket().sent.map((it) => it.type);
const at = '2026-11-24T11:31:00Z';
const ring = { type: 'ringing', call_id: 'k', at };
const accepted = { type: 'call_accepted', call_id: 'k', at, ice_servers: [] };

beforeEach(() => {
  FakeSocket.all = [];
  FakePeerConnection.all = [];
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('RTCPeerConnection', FakePeerConnection);
  vi.stubGlobal('MediaStream', FakeStream);
});

afterEach(() => {
  leave();
  vi.unstubAllGlobals();
});

test('the doctor calls, the patient answers with one press (R120)', () => {
  enter();
  socket().say(welcome());
  socket().say(ring);
  expect(room.calls.store.get().call).toMatchObject({ id: 'k', phase: 'ringing' });
  room.calls.send('accept');
  expect(socket().sent).toContainEqual({ type: 'accept', call_id: 'k' });
  socket().say(accepted);
  expect(room.calls.store.get().session?.callId).toBe('k');
});

test('a patient who declines has no more ringing', () => {
  enter();
  socket().say(welcome());
  socket().say(ring);
  room.calls.decline();
  expect(socket().sent).toContainEqual({ type: 'decline', call_id: 'k', reason: 'declined' });
  expect(room.calls.store.get()).toMatchObject({ call: null, ended: 'declined' });
});

test('a patient whose page was reloaded accepts the running call again (R123)', async () => {
  enter();
  socket().say(welcome({ call: { call_id: 'k', state: 'accepted', at } }));
  await vi.waitFor(() => expect(said()).toContain('accept'));
});

test('a doctor whose page was reloaded builds the connection at once', async () => {
  enter('doctor');
  socket().say(welcome({ role: 'doctor', call: { call_id: 'k', state: 'accepted', at } }));
  await vi.waitFor(() => expect(said()).toContain('description'));
});

test('a call that ended while the line was broken is over', () => {
  enter();
  socket().say(welcome());
  socket().say(accepted);
  socket().say(welcome({ call: null }));
  expect(room.calls.store.get()).toMatchObject({ call: null, session: null });
});

test('a newer tab takes the seat: the call and the camera are given back, and can be taken again', () => {
  enter();
  socket().say(welcome());
  socket().say(accepted);
  socket().breakWith(4001);
  expect(room.signalling.store.get().link).toEqual({ kind: 'stopped', why: 'taken' });
  expect(room.calls.store.get().session).toBeNull();
  expect(room.devices.store.get().phase).toBe('idle');
  room.enterAgain();
  expect(FakeSocket.all).toHaveLength(2);
});

test('a closed room ends the call and says why (R145)', () => {
  enter();
  socket().say(welcome());
  socket().say(accepted);
  socket().say({ type: 'room_closed', at, reason: 'doctor_ended' });
  expect(room.store.get().closed).toBe('doctor_ended');
  expect(FakePeerConnection.last.closed).toBe(true);
});

test('a refusal is shown, and cleared by the next call', () => {
  enter('doctor');
  socket().say(welcome({ role: 'doctor' }));
  socket().say({ type: 'error', code: 'peer_absent', about: 'call' });
  expect(room.store.get().refusal).toBe('peer_absent');
  room.call();
  expect(room.store.get().refusal).toBeNull();
});

test('the clock of the call is the first connection of the visit', () => {
  enter();
  socket().say(welcome());
  socket().say({ type: 'call_started', call_id: 'k', started_at: at, at: '2026-11-24T11:40:00Z' });
  expect(room.store.get().details?.call_started_at).toBe(at);
});

test('the other end learns within two seconds that the microphone was taken away, and that it is back', async () => {
  enter();
  socket().say(welcome());
  await vi.waitFor(() => expect(room.devices.store.get().phase).toBe('ready'));
  const track = new FakeTrack('audio');
  const sender = { track: track as unknown as MediaStreamTrack, problem: null, on: true, muted: false };
  room.devices.store.set({ audio: sender });
  const sent = () =>
    socket()
      .sent.filter((it) => it.type === 'media')
      .map((it) => it.audio);
  expect(sent().at(-1)).toBe(true);
  room.devices.store.set({ audio: { ...sender, muted: true } });
  expect(sent().at(-1)).toBe(false);
  room.devices.store.set({ audio: sender });
  expect(sent().at(-1)).toBe(true);
});

describe('the end of a visit', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    enter('doctor');
    socket().say(welcome({ role: 'doctor' }));
    room.ending.begin();
  });
  afterEach(() => vi.useRealTimers());

  test('is said after ten seconds', () => {
    vi.advanceTimersByTime(9_900);
    expect(said()).not.toContain('end_visit');
    vi.advanceTimersByTime(200);
    expect(said()).toContain('end_visit');
    expect(room.store.get().endsAt).toBeNull();
  });

  test('can be taken back', () => {
    room.ending.takeBack();
    vi.advanceTimersByTime(60_000);
    expect(said()).not.toContain('end_visit');
  });

  test('is said at once, and before leaving, when the page is left', () => {
    const { sent } = socket();
    leave();
    expect(sent.map((it) => it.type).slice(-2)).toEqual(['end_visit', 'bye']);
    leave = () => undefined;
  });

  test('that could not be sent is reported', () => {
    socket().breakWith(1006);
    vi.advanceTimersByTime(10_000);
    expect(room.store.get().refusal).toBe('unknown');
  });

  test('refused before the start is shown in words', () => {
    vi.advanceTimersByTime(10_000);
    socket().say({ type: 'error', code: 'not_started', about: 'end_visit' });
    expect(room.store.get().refusal).toBe('not_started');
  });
});

test('a file dropped anywhere on the page is attached and does not open', () => {
  enter();
  socket().say(welcome());
  const attach = vi.spyOn(room.chat, 'attach').mockResolvedValue(undefined);
  const stop = takeDrops(room);
  const file = new File(['x'], 'снимок.png');
  const drag = (type: string, types = ['Files']) => {
    const event = new Event(type, { bubbles: true, cancelable: true });
    document.body.dispatchEvent(Object.assign(event, { dataTransfer: { types, files: [file] } }));
    return event.defaultPrevented;
  };
  expect(drag('dragover')).toBe(true);
  expect(room.chat.store.get().dropping).toBe(true);
  expect(drag('drop')).toBe(true);
  expect(attach).toHaveBeenCalledExactlyOnceWith(file);
  expect(room.chat.store.get().dropping).toBe(false);
  // Words dragged into a field are the browser's own business.
  expect(drag('drop', ['text/plain'])).toBe(false);
  // A closed room takes nothing, and still nothing opens.
  socket().say({ type: 'room_closed', at, reason: 'time_over' });
  expect(drag('drop')).toBe(true);
  expect(attach).toHaveBeenCalledTimes(1);
  stop();
  expect(drag('drop')).toBe(false);
});
