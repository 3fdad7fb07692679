import type { ProblemCode } from '@mila/api';
import type { ClosedReason, ErrorCode, SeatMedia, Welcome } from '../protocol/messages';

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
  closed: ClosedReason | 'before' | null;
  /** The last refusal said in the band; cleared by the next step. */
  refusal: ErrorCode | 'unknown' | null;
  /** Why the door does not open at all. */
  barred: ProblemCode | null;
}
