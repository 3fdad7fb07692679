import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Role } from '../protocol/messages';
import { FakePeerConnection, FakeSocket, FakeStream, welcome } from '../testing/fakes';
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
  expect(room.line.store.get().call).toMatchObject({ id: 'k', phase: 'ringing' });
  room.line.say('accept');
  expect(socket().sent).toContainEqual({ type: 'accept', call_id: 'k' });
  socket().say(accepted);
  expect(room.line.store.get().session?.callId).toBe('k');
});

test('who declines hears no more ringing', () => {
  enter();
  socket().say(welcome());
  socket().say(ring);
  room.line.decline();
  expect(socket().sent).toContainEqual({ type: 'decline', call_id: 'k', reason: 'declined' });
  expect(room.line.store.get()).toMatchObject({ call: null, ended: 'declined' });
});

test('a patient whose page was loaded anew accepts the running call again (R123)', async () => {
  enter();
  socket().say(welcome({ call: { call_id: 'k', state: 'accepted', at } }));
  await vi.waitFor(() => expect(said()).toContain('accept'));
});

test('a doctor whose page was loaded anew builds the connection at once', async () => {
  enter('doctor');
  socket().say(welcome({ role: 'doctor', call: { call_id: 'k', state: 'accepted', at } }));
  await vi.waitFor(() => expect(said()).toContain('description'));
});

test('a call that ended while the line was broken is over', () => {
  enter();
  socket().say(welcome());
  socket().say(accepted);
  socket().say(welcome({ call: null }));
  expect(room.line.store.get()).toMatchObject({ call: null, session: null });
});

test('a newer tab takes the seat: the call and the camera are given back, and can be taken again', () => {
  enter();
  socket().say(welcome());
  socket().say(accepted);
  socket().breakWith(4001);
  expect(room.signalling.store.get().link).toEqual({ kind: 'stopped', why: 'taken' });
  expect(room.line.store.get().session).toBeNull();
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
  expect(room.store.get().facts?.call_started_at).toBe(at);
});
