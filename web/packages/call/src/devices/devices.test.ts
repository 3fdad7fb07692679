import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeTrack } from '../testing/fakes';
import { Devices } from './devices';
import { deviceProblem } from './problem';

const getUserMedia = vi.fn();
const refuse = (name: string, message = '') => Promise.reject(new DOMException(message, name));
const grant = (...kinds: ('audio' | 'video')[]) => {
  const tracks = kinds.map((kind) => new FakeTrack(kind));
  const of = (kind: string) => tracks.filter((it) => it.kind === kind);
  return Promise.resolve({
    getTracks: () => tracks,
    getAudioTracks: () => of('audio'),
    getVideoTracks: () => of('video'),
  });
};
const devices = new Devices();
const state = () => devices.store.get();

beforeEach(() => {
  getUserMedia.mockReset();
  vi.stubGlobal('isSecureContext', true);
  const mediaDevices = {
    getUserMedia,
    enumerateDevices: () => Promise.resolve([]),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
  Object.defineProperty(navigator, 'mediaDevices', { value: mediaDevices, configurable: true });
});

afterEach(() => {
  devices.close();
  vi.unstubAllGlobals();
});

test.each([
  ['NotAllowedError', 'Permission denied', 'denied_browser'],
  ['NotAllowedError', 'Permission denied by system', 'denied_system'],
  ['NotFoundError', '', 'absent'],
  ['NotReadableError', '', 'busy'],
])('%s (%s) is reported as %s (R114–R116)', (name, message, problem) => {
  expect(deviceProblem(new DOMException(message, name))).toBe(problem);
});

test('a page without protection differs from a refusal', async () => {
  vi.stubGlobal('isSecureContext', false);
  await devices.check();
  expect(state().audio.problem).toBe('insecure');
  expect(getUserMedia).not.toHaveBeenCalled();
});

test('a missing camera does not cost the sound', async () => {
  getUserMedia.mockImplementation(({ video }: { video?: unknown }) =>
    video ? refuse('NotFoundError') : grant('audio'),
  );
  await devices.check();
  expect(state()).toMatchObject({
    audio: { on: true, problem: null },
    video: { on: false, problem: 'absent' },
  });
  expect(devices.canCall).toBe(true);
});

test('the check can be repeated without a reload (R117)', async () => {
  getUserMedia.mockImplementation(() => refuse('NotReadableError'));
  await devices.check();
  expect(state().video.problem).toBe('busy');
  getUserMedia.mockImplementation(() => grant('audio', 'video'));
  await devices.check();
  expect(state()).toMatchObject({ audio: { on: true, problem: null }, video: { on: true, problem: null } });
});

test('a picture turned off gives the camera back, sound turned off keeps the microphone', async () => {
  getUserMedia.mockImplementation(() => grant('audio', 'video'));
  await devices.check();
  const camera = state().video.track as unknown as FakeTrack;
  await devices.setVideo(false);
  expect(camera.stop).toHaveBeenCalled();
  devices.setAudio(false);
  expect(state().audio).toMatchObject({ on: false, track: { enabled: false } });
});

test('an answer that comes after the room was left turns nothing on', async () => {
  let answer = (_: unknown) => {};
  getUserMedia.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  const check = devices.check();
  devices.close();
  const stream = await grant('audio', 'video');
  answer(stream);
  await check;
  expect(stream.getTracks().every((track) => track.stop.mock.calls.length === 1)).toBe(true);
  expect(state().audio.track).toBeNull();
});

test('a camera pulled out in a call is reported', async () => {
  getUserMedia.mockImplementation(() => grant('audio', 'video'));
  await devices.check();
  (state().video.track as unknown as FakeTrack).onended?.();
  expect(state().video).toEqual({ track: null, problem: 'absent', on: false, muted: false });
});

test('a permission given in the browser is noticed without a reload, and one taken back is sent (R115, R117)', async () => {
  const statuses: Record<string, EventTarget & { state: string }> = {};
  const query = ({ name }: { name: string }) =>
    Promise.resolve((statuses[name] ??= Object.assign(new EventTarget(), { state: 'denied' })));
  Object.defineProperty(navigator, 'permissions', { value: { query }, configurable: true });
  getUserMedia.mockImplementation(() => refuse('NotAllowedError', 'Permission denied'));
  await devices.check();
  expect(state().audio.problem).toBe('denied_browser');
  getUserMedia.mockImplementation(({ audio }: { audio?: unknown }) => grant(audio ? 'audio' : 'video'));
  for (const name of ['microphone', 'camera'])
    Object.assign(statuses[name]!, { state: 'granted' }).dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(state()).toMatchObject({ audio: { on: true }, video: { on: true } }));
  Object.assign(statuses['camera']!, { state: 'denied' }).dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(state().video.problem).toBe('denied_browser'));
  expect(state().audio.on).toBe(true);
  Reflect.deleteProperty(navigator, 'permissions');
});

test('a chosen device is asked for, also in a call, and remembered (R111)', async () => {
  getUserMedia.mockImplementation((asked: object) => grant(...(Object.keys(asked) as ('audio' | 'video')[])));
  await devices.check();
  await devices.choose('video', 'second');
  expect(getUserMedia).toHaveBeenLastCalledWith({
    video: expect.objectContaining({ deviceId: { exact: 'second' } }) as unknown,
  });
  expect(new Devices().store.get().wish.video).toBe('second');
  localStorage.clear();
});

test('a chosen camera that is gone costs nothing: another one is taken', async () => {
  const exact = (video: object) => 'deviceId' in video;
  getUserMedia.mockImplementation(({ audio, video }: { audio?: object; video?: object }) =>
    video && exact(video) ? refuse('OverconstrainedError') : grant(audio ? 'audio' : 'video'),
  );
  await devices.check();
  await devices.choose('video', 'unplugged');
  expect(state().video).toMatchObject({ on: true, problem: null });
  localStorage.clear();
});

test.each(['audio', 'video'] as const)(
  'a telephone call that takes the %s away is shown and reported, and its end too',
  async (kind) => {
    getUserMedia.mockImplementation(() => grant('audio', 'video'));
    await devices.check();
    const track = state()[kind].track as unknown as FakeTrack;
    expect(devices.media).toMatchObject({ audio: true, video: true });
    track.hold(true);
    expect(state()[kind]).toMatchObject({ on: true, muted: true });
    expect(devices.media[kind]).toBe(false);
    track.hold(false);
    expect(devices.media[kind]).toBe(true);
  },
);

test('a microphone that is held back from the beginning is not shown as on', async () => {
  getUserMedia.mockImplementation(async () => {
    const stream = await grant('audio', 'video');
    stream.getAudioTracks()[0]!.muted = true;
    return stream;
  });
  await devices.check();
  expect(devices.media).toMatchObject({ audio: false, video: true });
});

test('sound turned off by the person stays off when the telephone call ends', async () => {
  getUserMedia.mockImplementation(() => grant('audio', 'video'));
  await devices.check();
  const track = state().audio.track as unknown as FakeTrack;
  devices.setAudio(false);
  track.hold(true);
  track.hold(false);
  expect(devices.media.audio).toBe(false);
});

test('a press on a microphone that is held back asks for it once more', async () => {
  getUserMedia.mockImplementation(() => grant('audio', 'video'));
  await devices.check();
  const held = state().audio.track as unknown as FakeTrack;
  held.hold(true);
  getUserMedia.mockImplementation(() => grant('audio'));
  devices.setAudio(true);
  await vi.waitFor(() => expect(devices.media.audio).toBe(true));
  expect(held.stop).toHaveBeenCalled();
});
