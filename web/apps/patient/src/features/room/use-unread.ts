import { type Room, useChat } from '@mila/call';

/** How many messages of the doctor came since the chat was last seen here. */
export function useUnread(room: Room): number {
  const { messages, ownRead, known } = useChat(room);
  return messages.filter((it) => it.author === 'doctor' && it.seq > Math.max(ownRead, known)).length;
}
