/** Reading the messages of docs/signalling.md; their types and checks are generated from the server's models. */
import * as v from 'valibot';
import {
  ChatMessage as ChatMessageCheck,
  ErrorCode as ErrorCodeCheck,
  ServerMessage as ServerMessageCheck,
  type CallDeclined,
  type CallEnded,
  type ServerMessage,
  type Welcome,
} from './generated/messages';

export type {
  BrowserMessage,
  ChatFile,
  CloseReason,
  Description,
  Candidate,
  ErrorCode,
  IceCandidate,
  Role,
  SeatMedia,
  ServerMessage,
  Welcome,
} from './generated/messages';

export type ServerMessageType = ServerMessage['type'];
export type ServerMessageOf<K extends ServerMessageType> = Extract<ServerMessage, { type: K }>;
export type CallEnd = (CallEnded | CallDeclined)['reason'];
export type IceServers = Welcome['ice_servers'];

/** A chat message; over HTTP it has no `type`. */
const chatMessage = v.omit(ChatMessageCheck, ['type']);
export type ChatMessage = v.InferOutput<typeof chatMessage>;
export const isChatMessage = (value: unknown): value is ChatMessage => v.is(chatMessage, value);

/** A code of a newer server is not one of these and is shown as a general error. */
export const isErrorCode = (code: string): code is v.InferOutput<typeof ErrorCodeCheck> =>
  v.is(ErrorCodeCheck, code);

/** The message in a frame; null for a type or a shape of a newer server, which must not break an older page. */
export function readServerMessage(data: unknown): ServerMessage | null {
  if (typeof data !== 'string') return null;
  try {
    const value: unknown = JSON.parse(data);
    return v.is(ServerMessageCheck, value) ? value : null;
  } catch {
    return null;
  }
}
