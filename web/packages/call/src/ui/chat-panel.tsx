import { Button, CloseButton, Skeleton, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useChat, useRoomState } from '../hooks';
import type { Room } from '../room/room';
import classes from './chat.module.css';
import { Composer } from './composer';
import { MessageList } from './message-list';

interface Props {
  room: Room;
  /** Given where the chat can be put away, as a sheet on phones. */
  onClose?: () => void;
}

/** Controls 11–14: the conversation, before, during and after the call (R121, R122, R124). */
export function ChatPanel({ room, onClose }: Props) {
  const { t } = useTranslation('room');
  const { details, closed } = useRoomState(room);
  const { loaded, loadFailed, messages, pending, uploads, dropping } = useChat(room);
  const over = closed !== null || details?.state === 'closed';
  const empty = loaded && messages.length + pending.length + uploads.length === 0;
  return (
    <section
      className={classes.panel}
      data-testid="room-chat"
      aria-label={t(`chat.title.${room.role}`)}
      data-dropping={dropping && !over}
    >
      <header className={classes.head}>
        <h2>{t(`chat.title.${room.role}`)}</h2>
        {onClose && (
          <CloseButton
            size={44}
            aria-label={t('closeChat')}
            data-testid="room-chat-close"
            onClick={onClose}
          />
        )}
      </header>
      {loadFailed && !loaded ? (
        <div className={classes.notice} role="alert">
          {t('chat.loadFailed')}
          <Button variant="light" onClick={() => void room.chat.catchUp()}>
            {t('chat.again')}
          </Button>
        </div>
      ) : !loaded && !messages.length ? (
        <Stack p="md" gap="sm" flex={1} aria-label={t('chat.loading')}>
          <Skeleton height={44} width="70%" radius="md" />
          <Skeleton height={44} width="55%" radius="md" ms="auto" />
        </Stack>
      ) : empty ? (
        <div className={classes.notice}>
          <Text c="dimmed">{t(`chat.empty.${room.role}`)}</Text>
        </div>
      ) : (
        <MessageList room={room} />
      )}
      {over ? <p className={classes.closed}>{t('chat.closed')}</p> : <Composer room={room} />}
      {dropping && !over && <div className={classes.drop}>{t('chat.drop')}</div>}
    </section>
  );
}
