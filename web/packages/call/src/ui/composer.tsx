import { ActionIcon, Textarea } from '@mantine/core';
import { IconPaperclip, IconSend2 } from '@tabler/icons-react';
import { type ClipboardEvent, type KeyboardEvent, useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormDraft } from '@mila/ui';
import { showsSomething } from '../chat/text';
import { useChat } from '../hooks';
import type { Room } from '../room/room';
import classes from './chat.module.css';

const longest = 4000;

/** Controls 12–14: attach, write, send. Enter sends where there is a keyboard; on phones it begins a new line. */
export function Composer({ room }: { room: Room }) {
  const { t } = useTranslation('room');
  const { draft: text } = useChat(room);
  const typed = useFormDraft(`chat ${room.chat.bookingId}`, { text: '' });
  const restore = useEffectEvent(() => {
    if (typed.values.text && !room.chat.store.get().draft) room.chat.write(typed.values.text);
  });
  useEffect(() => restore(), []);
  const keep = useEffectEvent(() => typed.keep({ text }));
  useEffect(() => keep(), [text]);
  const sendable = showsSomething(text) && text.length <= longest;
  const files = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const left = longest - text.length;
  const send = () => {
    field.current?.focus();
    if (!sendable) return;
    room.chat.send(text.trim());
    room.chat.write('');
  };
  const press = (event: KeyboardEvent) => {
    const composing = event.nativeEvent.isComposing || event.shiftKey;
    if (event.key !== 'Enter' || composing || matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    send();
  };
  const attach = (list: FileList | null) => {
    for (const file of list ?? []) void room.chat.attach(file);
    if (files.current) files.current.value = '';
  };
  const paste = (event: ClipboardEvent) => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    attach(event.clipboardData.files);
  };
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <input
        ref={files}
        type="file"
        multiple
        hidden
        onChange={(event) => attach(event.currentTarget.files)}
      />
      <ActionIcon
        size={48}
        aria-label={t('chat.attach')}
        title={t('chat.attach')}
        data-testid="room-attach"
        onClick={() => files.current?.click()}
      >
        <IconPaperclip size={24} stroke={1.7} aria-hidden />
      </ActionIcon>
      <Textarea
        ref={field}
        className={classes.input}
        aria-label={t('chat.input')}
        placeholder={t(`chat.placeholder.${room.role}`)}
        data-testid="room-message-input"
        autosize
        minRows={1}
        maxRows={5}
        value={text}
        error={left < 200 ? t('chat.tooLong', { count: left }) : undefined}
        onChange={(event) => room.chat.write(event.currentTarget.value)}
        onKeyDown={press}
        onPaste={paste}
      />
      <ActionIcon
        type="submit"
        size={48}
        variant="filled"
        color="teal"
        aria-label={t('chat.send')}
        title={t('chat.send')}
        data-testid="room-send"
        disabled={!sendable}
      >
        <IconSend2 size={24} stroke={1.7} aria-hidden />
      </ActionIcon>
    </form>
  );
}
