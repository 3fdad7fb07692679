import { answer, ApiProblem, problemFrom, telemed } from '@mila/api';
import { type ChatMessage, isChatMessage } from '../protocol/messages';

const room = (bookingId: string): string => `/api/telemed/rooms/${bookingId}`;

export const fileUrl = (bookingId: string, fileId: string, inline = false): string =>
  `${room(bookingId)}/files/${fileId}${inline ? '?inline=1' : ''}`;

/** Everything said after `seq`, oldest first. */
export async function fetchMessages(bookingId: string, after: number): Promise<ChatMessage[]> {
  const found: ChatMessage[] = [];
  for (let from = after; ;) {
    const { items } = await answer(
      telemed.GET('/api/telemed/rooms/{booking_id}/messages', {
        params: { path: { booking_id: bookingId }, query: { after: from, limit: 200 } },
      }),
    );
    const messages = (items as unknown[]).filter(isChatMessage);
    found.push(...messages);
    const last = messages.at(-1)?.seq;
    if (items.length < 200 || last === undefined) return found;
    from = last;
  }
}

interface UploadOptions {
  bookingId: string;
  clientId: string;
  file: File;
  onProgress: (share: number) => void;
  signal?: AbortSignal;
}

/** Sends a file; XMLHttpRequest, because fetch does not report upload progress. */
export function uploadFile({
  bookingId,
  clientId,
  file,
  onProgress,
  signal,
}: UploadOptions): Promise<ChatMessage> {
  const form = new FormData();
  form.append('client_id', clientId);
  form.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${room(bookingId)}/files`);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onerror = request.onabort = () => reject(new ApiProblem('offline', 0));
    request.onload = () => {
      const body: unknown = request.response;
      if (request.status === 201 && isChatMessage(body)) resolve(body);
      else reject(problemFrom(request.status, body));
    };
    signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
