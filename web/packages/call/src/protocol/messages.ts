/** The TypeScript twin of docs/signalling.md: every message by the name it has there. */
import { type Check, type Checked, either, flag, listOf, maybe, oneOf, shape, text, whole } from './checks';

const role = oneOf('patient', 'doctor');
const seatMedia = shape({ audio: flag, video: flag, screen: flag, can_call: maybe(flag) });
const fileState = oneOf('ready', 'checking', 'refused');
const file = shape({
  file_id: text,
  name: text,
  size: whole,
  content_type: text,
  state: maybe(fileState),
});
const session = shape({ type: oneOf('offer', 'answer', 'pranswer', 'rollback'), sdp: text });
const iceServer = shape({
  urls: either(text, listOf(text)),
  username: maybe(text),
  credential: maybe(text),
});

const chatMessage = shape({
  seq: whole,
  message_id: text,
  client_id: maybe(text),
  author: role,
  kind: oneOf('text', 'file'),
  text: maybe(text),
  file: maybe(file),
  sent_at: text,
});

const welcome = shape({
  server_time: text,
  role,
  room: shape({
    state: oneOf('open', 'in_call', 'closed'),
    starts_at: text,
    ends_at: text,
    can_end_from: maybe(text),
    closes_at: text,
    call_started_at: maybe(text),
  }),
  self: shape({ person_id: text, full_name: text, since: maybe(text) }),
  peer: shape({ full_name: text, present: flag, since: maybe(text), media: maybe(seatMedia) }),
  ice_servers: listOf(iceServer),
  call: maybe(shape({ call_id: text, state: oneOf('ringing', 'accepted'), at: maybe(text) })),
  last_seq: whole,
  peer_read_seq: whole,
  peer_delivered_seq: whole,
});

const callAt = { call_id: text, at: text };

/** From the server. */
const fromServer = {
  welcome,
  peer_joined: shape({ at: text, full_name: maybe(text) }),
  peer_left: shape({ at: text, reason: oneOf('closed', 'lost') }),
  peer_media: seatMedia,
  ringing: shape(callAt),
  call_accepted: shape({ ...callAt, ice_servers: maybe(listOf(iceServer)) }),
  call_declined: shape({ call_id: text, reason: oneOf('busy', 'declined', 'timeout') }),
  call_started: shape({ ...callAt, started_at: text }),
  call_ended: shape({ ...callAt, reason: oneOf('hung_up', 'cancelled', 'lost', 'timeout') }),
  description: shape({ call_id: text, description: session }),
  candidate: shape({ call_id: text, candidate: maybe(shape({ candidate: text })) }),
  message: chatMessage,
  delivered: shape({ seq: whole }),
  read: shape({ seq: whole }),
  room_closed: shape({ at: text, reason: oneOf('doctor_ended', 'time_over', 'cancelled') }),
  confirm_session: shape({}),
  file_checked: shape({ file_id: text, state: fileState }),
  moved: shape({ starts_at: text, ends_at: text, can_end_from: maybe(text), closes_at: text }),
  error: shape({ code: text, about: maybe(text), client_id: maybe(text) }),
  pong: shape({ server_time: text }),
};

type FromServer = typeof fromServer;
export type ServerMessageType = keyof FromServer;
export type ServerMessageOf<K extends ServerMessageType> = { type: K } & Checked<FromServer[K]>;
export type ServerMessage = { [K in ServerMessageType]: ServerMessageOf<K> }[ServerMessageType];

export type Role = Checked<typeof role>;
export type SeatMedia = Checked<typeof seatMedia>;
export type ChatMessage = Checked<typeof chatMessage>;
export type ChatFile = Checked<typeof file>;
export type Welcome = ServerMessageOf<'welcome'>;
export type ClosedReason = ServerMessageOf<'room_closed'>['reason'];
export type CallEnd = ServerMessageOf<'call_ended'>['reason'] | ServerMessageOf<'call_declined'>['reason'];

/** What a browser needs to find a way through networks. */
export type IceServers = Welcome['ice_servers'];

/** Refusals in the band; another word from a newer server is shown as a general one. */
export const errorCodes = [
  'not_allowed',
  'no_call',
  'call_in_progress',
  'peer_absent',
  'not_started',
  'invalid',
  'empty_text',
  'too_long',
  'too_fast',
  'room_closed',
] as const;
export type ErrorCode = (typeof errorCodes)[number];
export const isErrorCode = (code: string): code is ErrorCode =>
  (errorCodes as readonly string[]).includes(code);

/** From the browser. */
export type BrowserMessage =
  | ({ type: 'media' } & Required<SeatMedia>)
  | { type: 'call' | 'end_visit' | 'ping' | 'bye' }
  | {
      type: 'cancel_call' | 'accept' | 'connected' | 'hang_up' | 'leave_call';
      call_id: string;
    }
  | { type: 'decline'; call_id: string; reason: 'declined' | 'busy' }
  | { type: 'description'; call_id: string; description: RTCSessionDescriptionInit }
  | { type: 'candidate'; call_id: string; candidate: RTCIceCandidateInit | null }
  | { type: 'say'; client_id: string; text: string }
  | { type: 'delivered' | 'read'; seq: number };

/** Reads what came from the socket; what is not of the protocol is nothing, so a newer server does not break an older page. */
export function readServerMessage(data: unknown): ServerMessage | null {
  if (typeof data !== 'string') return null;
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return null;
  }
  const type = (value as { type?: unknown } | null)?.type;
  if (typeof type !== 'string' || !Object.hasOwn(fromServer, type)) return null;
  const check: Check<unknown> = fromServer[type as ServerMessageType];
  return check(value) ? (value as ServerMessage) : null;
}

export const isChatMessage: Check<ChatMessage> = chatMessage;
