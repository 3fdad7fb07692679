import { asProblem, checkSocketUrl } from '@mila/api';
import type { Finding } from './findings';

const TIMEOUT_MS = 8000;
const pings = 8;

const after = (milliseconds: number) =>
  new Promise<never>((_, reject) => setTimeout(() => reject(new Error('too long')), milliseconds));

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Name and main version of the browser, as it calls itself. */
export function browserName(): string {
  const agent = navigator.userAgent;
  const names = [
    ['YaBrowser', 'Яндекс Браузер'],
    ['Edg', 'Microsoft Edge'],
    ['OPR', 'Opera'],
    ['Firefox', 'Firefox'],
    ['Chrome', 'Google Chrome'],
  ] as const;
  for (const [mark, name] of names) {
    const version = new RegExp(`${mark}/(\\d+)`).exec(agent)?.[1];
    if (version) return `${name} ${version}`;
  }
  const safari = /Version\/(\d+).*Safari/.exec(agent)?.[1];
  return safari ? `Safari ${safari}` : 'браузер';
}

export function browser(): Finding {
  const able =
    'RTCPeerConnection' in window &&
    'WebSocket' in window &&
    (!isSecureContext || 'mediaDevices' in navigator);
  const level = !able || !isSecureContext ? 'bad' : 'good';
  const code = !isSecureContext ? 'insecure' : able ? 'able' : 'unable';
  return { part: 'browser', level, code, figures: { name: browserName() } };
}

/** How long a word takes to the server and back over a socket like that of a room. */
export async function network(): Promise<Finding> {
  if (!navigator.onLine) return { part: 'network', level: 'bad', code: 'offline' };
  try {
    const times = await Promise.race([roundTrips(), after(TIMEOUT_MS)]);
    const time = Math.round(median(times));
    const swing = Math.round(Math.max(...times) - Math.min(...times));
    const slow = time > 400 || swing > 500;
    return {
      part: 'network',
      level: slow ? 'warn' : 'good',
      code: slow ? 'slow' : 'quick',
      figures: { time },
    };
  } catch {
    return { part: 'network', level: 'bad', code: 'no_socket' };
  }
}

function roundTrips(): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(checkSocketUrl(), 'mila.check.v1');
    const times: number[] = [];
    let asked = 0;
    const ask = () => {
      asked = performance.now();
      socket.send('{"type":"ping"}');
    };
    socket.onopen = ask;
    socket.onmessage = () => {
      times.push(performance.now() - asked);
      if (times.length < pings) return ask();
      socket.onclose = null;
      socket.close(1000);
      resolve(times);
    };
    socket.onclose = () => reject(new Error('closed'));
  });
}

/** Whether sound and picture find a way: through the relay where there is one, and what ways the network shows. */
export async function path(servers: () => Promise<RTCIceServer[]>): Promise<Finding> {
  try {
    const iceServers = await servers();
    const ways = await candidateTypes(iceServers);
    if (iceServers.length === 0)
      return ways.size
        ? { part: 'path', level: 'good', code: 'direct' }
        : { part: 'path', level: 'bad', code: 'no_way' };
    const time = await loop(iceServers);
    const direct = ways.has('srflx') || ways.has('host');
    return {
      part: 'path',
      level: 'good',
      code: direct ? 'relay' : 'relay_only',
      figures: { time: Math.round(time) },
    };
  } catch (reason) {
    const { code } = asProblem(reason);
    if (code === 'identification_required') return { part: 'path', level: 'warn', code: 'not_identified' };
    if (code === 'too_many_requests') return { part: 'path', level: 'warn', code: 'too_often' };
    return { part: 'path', level: 'warn', code: 'no_relay' };
  }
}

/** The kinds of addresses this browser can be reached at; a browser that keeps its own hidden still says which kind. */
async function candidateTypes(iceServers: RTCIceServer[]): Promise<Set<string>> {
  const found = new Set<string>();
  const pc = new RTCPeerConnection({ iceServers });
  pc.createDataChannel('way');
  const done = new Promise<void>((resolve) => {
    pc.onicecandidate = ({ candidate }) => (candidate?.type ? found.add(candidate.type) : resolve());
  });
  await pc.setLocalDescription();
  await Promise.race([done, new Promise<void>((resolve) => setTimeout(resolve, 3000))]);
  pc.close();
  return found;
}

/** Two ends in this page that may meet only at the relay; answers how long a word takes through it. */
async function loop(iceServers: RTCIceServer[]): Promise<number> {
  const how: RTCConfiguration = { iceServers, iceTransportPolicy: 'relay' };
  const [here, there] = [new RTCPeerConnection(how), new RTCPeerConnection(how)];
  try {
    here.onicecandidate = ({ candidate }) => candidate && void there.addIceCandidate(candidate);
    there.onicecandidate = ({ candidate }) => candidate && void here.addIceCandidate(candidate);
    there.ondatachannel = ({ channel }) => (channel.onmessage = ({ data }) => channel.send(data as string));
    const channel = here.createDataChannel('loop');
    await here.setLocalDescription();
    await there.setRemoteDescription(here.localDescription!);
    await there.setLocalDescription();
    await here.setRemoteDescription(there.localDescription!);
    const received = new Promise<number>((resolve) => {
      channel.onopen = () => {
        const said = performance.now();
        channel.onmessage = () => resolve(performance.now() - said);
        channel.send('?');
      };
    });
    return await Promise.race([received, after(TIMEOUT_MS)]);
  } finally {
    here.close();
    there.close();
  }
}
