import { Store } from '../store';
import type { ProblemCode } from '@mila/api';
import type {
  CloseReason,
  ErrorCode,
  SeatMedia,
  ServerMessageOf,
  ServerMessageType,
  Welcome,
} from '../protocol/messages';

export interface Peer {
  fullName: string;
  present: boolean;
  /** Since when the seat is taken or empty; unknown for what was before us. */
  since: string | null;
  media: SeatMedia | null;
}

export interface RoomState {
  details: Welcome['room'] | null;
  self: Welcome['self'] | null;
  peer: Peer | null;
  closed: CloseReason | 'before' | null;
  /** The last refusal said in the band; cleared by the next step. */
  refusal: ErrorCode | 'unknown' | null;
  /** When the visit ends by a press that can still be taken back, by this device's clock. */
  endsAt: number | null;
  /** Why the handshake was refused. */
  barred: ProblemCode | null;
}

/** What each message from the server does here. */
export type MessageHandlers = { [K in ServerMessageType]?: (message: ServerMessageOf<K>) => void };

/** The state of the room: set by `welcome`, then changed part by part. */
export class RoomStore extends Store<RoomState> {
  constructor() {
    super({ details: null, self: null, peer: null, closed: null, refusal: null, endsAt: null, barred: null });
  }

  peer(patch: Partial<Peer>): void {
    const { peer } = this.get();
    this.set({ peer: peer && { ...peer, ...patch } });
  }

  details(patch: Partial<Welcome['room']>): void {
    const { details } = this.get();
    this.set({ details: details && { ...details, ...patch } });
  }
}
