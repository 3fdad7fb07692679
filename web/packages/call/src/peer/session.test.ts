import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BrowserMessage, Role } from '../protocol/messages';
import { FakePeerConnection, FakeStream, FakeTrack } from '../testing/fakes';
import type { Tracks } from './transceivers';
import { CallSession } from './session';

const sent: BrowserMessage[] = [];
let session: CallSession;

const both = () => ({ audio: new FakeTrack('audio'), video: new FakeTrack('video') }) as unknown as Tracks;
const begin = (role: Role, tracks: Tracks = both()) =>
  (session = new CallSession({
    callId: 'call',
    role,
    iceServers: [],
    tracks,
    send: (message) => void sent.push(message),
    onWeak: () => undefined,
  }));
const pc = () => FakePeerConnection.last;
const lines = () =>
  pc()
    .getTransceivers()
    .map((it) => [it.direction, Boolean(it.sender.track)]);
const descriptions = () => sent.filter((it) => it.type === 'description').map((it) => it.description.type);
const offer = (id = 77) => ({
  description: { type: 'offer' as const, sdp: `v=0\r\no=- ${id} 1 IN IP4 0.0.0.0\r\n` },
});
const answer = { description: { type: 'answer' as const, sdp: 'v=0\r\no=- 88 1 IN IP4 0.0.0.0\r\n' } };
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('RTCPeerConnection', FakePeerConnection);
  vi.stubGlobal('MediaStream', FakeStream);
  FakePeerConnection.all = [];
  sent.length = 0;
});

afterEach(() => {
  session.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('the doctor makes the first offer with both lines', async () => {
  begin('doctor');
  await pass(0);
  expect(descriptions()).toEqual(['offer']);
  expect(lines()).toEqual([
    ['sendrecv', true],
    ['sendrecv', true],
  ]);
});

test('a missing device means a line that only receives', async () => {
  begin('doctor', { audio: both().audio, video: null });
  expect(lines()).toEqual([
    ['sendrecv', true],
    ['recvonly', false],
  ]);
});

test('the patient waits for the offer and answers it with own tracks', async () => {
  begin('patient');
  await pass(1000);
  expect(sent).toEqual([]);
  await session.receive(offer());
  expect(descriptions()).toEqual(['answer']);
  expect(lines()).toEqual([
    ['sendrecv', true],
    ['sendrecv', true],
  ]);
});

test('glare: the impolite doctor passes over an offer that collides with their own', async () => {
  begin('doctor');
  await pass(0);
  await session.receive(offer());
  expect(pc().received).toEqual([]);
  await session.receive(answer);
  expect(pc().signalingState).toBe('stable');
});

test('glare: the polite patient takes the offer that collides with their own', async () => {
  begin('patient');
  await session.receive(offer());
  pc().onnegotiationneeded?.();
  await pass(0);
  expect(pc().signalingState).toBe('have-local-offer');
  await session.receive(offer());
  expect(descriptions()).toEqual(['answer', 'offer', 'answer']);
});

test('an offer of another session means a doctor who came back: a new connection answers', async () => {
  begin('patient');
  await session.receive(offer(77));
  await session.receive(offer(99));
  expect(FakePeerConnection.all).toHaveLength(2);
  expect(FakePeerConnection.all[0]!.closed).toBe(true);
  expect(descriptions()).toEqual(['answer', 'answer']);
});

test('the doctor waits three seconds of «disconnected», then looks for another way', async () => {
  begin('doctor');
  await pass(0);
  await session.receive(answer);
  pc().become('connected');
  pc().become('disconnected');
  expect(session.store.get().link).toBe('interrupted');
  await pass(2900);
  expect(pc().restarts).toEqual([]);
  await pass(200);
  expect(pc().restarts).toEqual([{ iceRestart: true }]);
});

test('after «failed» the doctor tries every five seconds until the peer is back', async () => {
  begin('doctor');
  await pass(0);
  await session.receive(answer);
  pc().become('connected');
  pc().become('failed');
  await pass(10_100);
  expect(pc().restarts).toHaveLength(3);
  await session.receive(answer);
  pc().become('connected');
  await pass(20_000);
  expect(pc().restarts).toHaveLength(3);
  expect(session.store.get().link).toBe('connected');
});

test('an offer nobody answered is taken back and made again', async () => {
  begin('doctor');
  await pass(5_100);
  expect(descriptions()).toEqual(['offer', 'offer']);
});

test('the patient never restarts by themself', async () => {
  begin('patient');
  await session.receive(offer());
  pc().become('connected');
  pc().become('failed');
  await pass(30_000);
  expect(descriptions()).toEqual(['answer']);
});

test('no candidates within 15 s are reported', async () => {
  begin('patient');
  await session.receive(offer());
  await pass(14_900);
  expect(session.store.get().trouble).toBeNull();
  await pass(200);
  expect(session.store.get().trouble).toBe('no_candidates');
});

test('no connection within 20 s is reported, and forgotten when it comes', async () => {
  begin('patient');
  await session.receive(offer());
  pc().onicecandidate?.({ candidate: { toJSON: () => ({ candidate: 'host' }) } });
  await pass(20_100);
  expect(session.store.get().trouble).toBe('slow');
  pc().become('connected');
  expect(session.store.get()).toMatchObject({ link: 'connected', trouble: null });
  expect(sent).toContainEqual({ type: 'connected', call_id: 'call' });
});

test('a candidate is taken after the description that came before it', async () => {
  begin('patient');
  const first = session.receive(offer());
  await session.receive({ candidate: { candidate: 'host' } });
  await first;
  expect(pc().candidates).toEqual([{ candidate: 'host' }]);
});

test('a screen in place of the camera needs no new agreement', async () => {
  begin('doctor');
  await pass(0);
  const screen = new FakeTrack('video');
  await session.setTracks({ ...both(), video: screen as unknown as MediaStreamTrack });
  expect(pc().getTransceivers()[1]!.sender.track).toBe(screen);
  expect(descriptions()).toEqual(['offer']);
});

test('a call that is over says nothing more', async () => {
  begin('doctor');
  await pass(0);
  const before = sent.length;
  session.close();
  await pass(30_000);
  expect(sent).toHaveLength(before);
  expect(pc().closed).toBe(true);
});

test('sound that stops coming is reported after a moment, and its return at once', async () => {
  begin('patient');
  const track = new FakeTrack('audio');
  pc().ontrack?.({ track });
  const missing = () => session.store.get().missing.audio;
  expect(missing()).toBe(false);
  track.hold(true);
  await pass(1_000);
  expect(missing()).toBe(false);
  await pass(1_000);
  expect(missing()).toBe(true);
  track.hold(false);
  expect(missing()).toBe(false);
  // A hiccup is not reported, and neither is a track of a connection that was rebuilt.
  track.hold(true);
  await pass(500);
  track.hold(false);
  await pass(2_000);
  expect(missing()).toBe(false);
  pc().ontrack?.({ track: new FakeTrack('audio') });
  track.hold(true);
  await pass(2_000);
  expect(missing()).toBe(false);
});
