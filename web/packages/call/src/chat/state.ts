import type { ProblemCode } from '@mila/api';
import type { ChatFile, ChatMessage, ErrorCode } from '../protocol/messages';

export type FileCheck = Pick<ChatFile, 'file_id' | 'state'>;

/** Said here, not yet confirmed by the server. */
export interface Pending {
  clientId: string;
  text: string;
  at: string;
  problem: ErrorCode | null;
}

export interface Upload {
  clientId: string;
  file: File;
  share: number;
  problem: ProblemCode | null;
}

export interface ChatState {
  messages: ChatMessage[];
  pending: Pending[];
  uploads: Upload[];
  /** What is being written: it outlives the panel. */
  draft: string;
  /** A file is held over the page. */
  dropping: boolean;
  loaded: boolean;
  loadFailed: boolean;
  peerDelivered: number;
  peerRead: number;
  ownRead: number;
  /** The last message that was there when the page opened: what came before is not news. */
  known: number;
}
