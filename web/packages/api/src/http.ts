import createClient from 'openapi-fetch';
import type { paths as Booking } from './generated/booking';
import type { paths as Catalog } from './generated/catalog';
import type { paths as Identity } from './generated/identity';
import type { paths as Medcard } from './generated/medcard';
import type { paths as Notify } from './generated/notify';
import type { paths as Payment } from './generated/payment';
import type { paths as Telemed } from './generated/telemed';
import { ApiProblem, problemFrom } from './problem';
import { learnServerTime, serverNow } from './server-clock';

let inBackground = (): boolean => false;

/** Says whether nobody is at the page now: what it reads then is no sign of life, and the session may end meanwhile. */
export const setBackground = (now: () => boolean = () => false): void => {
  inBackground = now;
};

const client = <Paths extends object>() =>
  createClient<Paths>({
    baseUrl: location.origin,
    credentials: 'same-origin',
    fetch: (request) => {
      if (request.method === 'GET' && inBackground()) request.headers.set('X-Background', '1');
      return globalThis.fetch(request);
    },
  });

export const identity = client<Identity>();
export const catalog = client<Catalog>();
export const booking = client<Booking>();
export const payment = client<Payment>();
export const telemed = client<Telemed>();
export const medcard = client<Medcard>();
export const notify = client<Notify>();

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

function retryAt(response: Response): string | undefined {
  const seconds = Number(response.headers.get('Retry-After'));
  return seconds > 0 ? new Date(serverNow() + seconds * 1000).toISOString() : undefined;
}

/** The body of a good answer; anything else is thrown as an ApiProblem. */
export async function answer<T>(request: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await request.catch((reason: unknown) => {
    if (reason instanceof DOMException && reason.name === 'AbortError') throw reason;
    throw new ApiProblem('offline', 0);
  });
  if (!response.ok) throw problemFrom(response.status, error, retryAt(response));
  const serverTime = (data as { server_time?: unknown } | undefined)?.server_time;
  if (typeof serverTime === 'string') learnServerTime(serverTime);
  return data as T;
}

/** One key for one intention: a repeated press or a retry is answered with the first result. */
export const newIdempotencyKey = (): string => crypto.randomUUID();

/** Posts a form and reports how much of it has left: `fetch` cannot. */
export function send<T>(path: string, form: FormData, onProgress?: (part: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total ? loaded / total : 0);
    request.onerror = () => reject(new ApiProblem('offline', 0));
    request.onload = () =>
      request.status < 300
        ? resolve(request.response as T)
        : reject(problemFrom(request.status, request.response));
    request.send(form);
  });
}
