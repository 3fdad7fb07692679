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
  facts: Welcome['room'] | null;
  self: Welcome['self'] | null;
  peer: Peer | null;
  closed: CloseReason | 'before' | null;
  /** The last refusal said in the band; cleared by the next step. */
  refusal: ErrorCode | 'unknown' | null;
  /** When the visit ends by a press that can still be taken back, by this device's clock. */
  endsAt: number | null;
  /** Why the door does not open at all. */
  barred: ProblemCode | null;
}

/** What each message from the server does here. */
export type Ears = { [K in ServerMessageType]?: (message: ServerMessageOf<K>) => void };

/** What the room is known to be, changed part by part once a welcome has told it whole. */
export class RoomStore extends Store<RoomState> {
  constructor() {
    super({ facts: null, self: null, peer: null, closed: null, refusal: null, endsAt: null, barred: null });
  }

  peer(patch: Partial<Peer>): void {
    const { peer } = this.get();
    this.set({ peer: peer && { ...peer, ...patch } });
  }

  facts(patch: Partial<Welcome['room']>): void {
    const { facts } = this.get();
    this.set({ facts: facts && { ...facts, ...patch } });
  }
}
