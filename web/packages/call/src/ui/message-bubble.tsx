import { IconCheck, IconChecks, IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@mila/ui';
import { fileUrl } from '../chat/http';
import { pieces } from '../chat/text';
import { useChat } from '../hooks';
import type { ChatFile, ChatMessage } from '../protocol/messages';
import type { Room } from '../room/room';
import classes from './chat.module.css';
import { useFileSize } from './use-file-size';

/** One message; its own side, its hour, and for own ones how far it came. */
export function MessageBubble({ room, message }: { room: Room; message: ChatMessage }) {
  const { t } = useTranslation('room');
  const format = useFormat();
  const own = message.author === room.role;
  return (
    <article className={classes.bubble} data-own={own} data-testid="room-message">
      <span className={classes.author}>{own ? t('chat.me') : t(`role.${message.author}`)}</span>
      {message.file ? <FileLink room={room} file={message.file} /> : <Words text={message.text ?? ''} />}
      <footer>
        <time dateTime={message.sent_at}>{format.time(message.sent_at)}</time>
        {own && <Mark room={room} seq={message.seq} />}
      </footer>
    </article>
  );
}

/** What was written; addresses of pages can be followed, in a page of their own. */
function Words({ text }: { text: string }) {
  return (
    <p>
      {pieces(text).map((piece, index) =>
        piece.href ? (
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}

function Mark({ room, seq }: { room: Room; seq: number }) {
  const { t } = useTranslation('room');
  const { peerDelivered, peerRead } = useChat(room);
  const mark = seq <= peerRead ? 'read' : seq <= peerDelivered ? 'delivered' : 'sent';
  const Icon = mark === 'sent' ? IconCheck : IconChecks;
  return (
    <span
      className={classes.mark}
      data-mark={mark}
      role="img"
      aria-label={t(`chat.${mark}`)}
      title={t(`chat.${mark}`)}
    >
      <Icon size={16} aria-hidden />
    </span>
  );
}

function FileLink({ room, file }: { room: Room; file: ChatFile }) {
  const { t } = useTranslation('room');
  const size = useFileSize(file.size);
  const picture = /^image\/(jpeg|png|webp|gif)$/.test(file.content_type);
  const inline = picture || file.content_type === 'application/pdf';
  if (file.state === 'checking' || file.state === 'refused')
    return (
      <span className={classes.file} data-testid="room-file-closed">
        <IconFileText size={28} stroke={1.5} aria-hidden />
        <span>
          <b>{file.name}</b>
          <small>{t(`chat.file.${file.state}`)}</small>
        </span>
      </span>
    );
  return (
    <a
      className={classes.file}
      href={fileUrl(room.bookingId, file.file_id, inline)}
      target={inline ? '_blank' : undefined}
      rel="noopener"
      download={inline ? undefined : file.name}
      aria-label={t('chat.open', { name: file.name })}
    >
      {picture ? (
        <img
          src={fileUrl(room.bookingId, file.file_id, true)}
          alt={t('chat.photo', { name: file.name })}
          loading="lazy"
        />
      ) : (
        <IconFileText size={28} stroke={1.5} aria-hidden />
      )}
      <span>
        <b>{file.name}</b>
        <small>{size}</small>
      </span>
    </a>
  );
}
