import { Button } from '@mantine/core';
import { useDocumentVisibility } from '@mantine/hooks';
import { IconArrowDown } from '@tabler/icons-react';
import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isoDay, useFormat } from '@mila/ui';
import { useChat } from '../hooks';
import type { Room } from '../room/room';
import classes from './chat.module.css';
import { MessageBubble } from './message-bubble';
import { PendingBubble, UploadBubble } from './pending-bubble';

/** The conversation by days; it stays at its end unless the reader went up. */
export function MessageList({ room }: { room: Room }) {
  const { t } = useTranslation('room');
  const format = useFormat();
  const { messages, pending, uploads } = useChat(room);
  const list = useRef<HTMLDivElement>(null);
  const scrolledTo = useRef(0);
  const [atEnd, setAtEnd] = useState(true);
  const visible = useDocumentVisibility() === 'visible';
  const count = messages.length + pending.length + uploads.length;
  const toEnd = () => list.current?.scrollTo({ top: list.current.scrollHeight });

  useLayoutEffect(() => {
    if (atEnd) toEnd();
  }, [count, atEnd]);
  useEffect(() => {
    if (visible && atEnd) room.chat.read();
  }, [room, count, visible, atEnd]);
  useEffect(() => {
    // Pictures that load and keyboards that open move the end; the reader at the end goes with it.
    const observer = new ResizeObserver(() => {
      if (atEnd) toEnd();
    });
    for (const element of [list.current, list.current?.firstElementChild])
      if (element) observer.observe(element);
    return () => observer.disconnect();
  }, [atEnd]);

  const scrolled = () => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = list.current ?? {};
    const near = scrollHeight - scrollTop - clientHeight < 48;
    // Only a reader goes up; a list that grew under a standing reader is followed to its end.
    if (near || scrollTop < scrolledTo.current) setAtEnd(near);
    scrolledTo.current = scrollTop;
  };
  return (
    <div
      className={classes.scroll}
      ref={list}
      onScroll={scrolled}
      tabIndex={0}
      role="group"
      aria-label={t(`chat.title.${room.role}`)}
    >
      <div className={classes.list}>
        {/* What is still on its way is not read aloud: an own message would be read twice. */}
        <div className={classes.said} role="log" aria-live="polite">
          {messages.map((message, index) => {
            const before = messages[index - 1];
            const newDay =
              !before || isoDay(before.sent_at, format.zone) !== isoDay(message.sent_at, format.zone);
            return (
              <Fragment key={message.seq}>
                {newDay && <div className={classes.day}>{format.nearDay(message.sent_at)}</div>}
                <MessageBubble room={room} message={message} />
              </Fragment>
            );
          })}
        </div>
        {pending.map((it) => (
          <PendingBubble key={it.clientId} room={room} pending={it} />
        ))}
        {uploads.map((it) => (
          <UploadBubble key={it.clientId} room={room} upload={it} />
        ))}
      </div>
      {!atEnd && (
        <Button
          className={classes.toEnd}
          variant="default"
          leftSection={<IconArrowDown size={18} aria-hidden />}
          onClick={toEnd}
        >
          {t('chat.newBelow')}
        </Button>
      )}
    </div>
  );
}
