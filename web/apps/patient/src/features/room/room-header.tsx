import { VisuallyHidden } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { LanguageSwitch } from '@mila/app';
import { CallTimer, type Room, StartTimer, useRoomState } from '@mila/call';
import { useDocumentTitle, useFormat } from '@mila/ui';
import classes from './room.module.css';

interface Props {
  room: Room;
  booking: Booking;
  startsAt: string;
}

/** Controls 1, 2, 3 and 5: what this visit is, when it begins, how long it lasts. */
export function RoomHeader({ room, booking, startsAt }: Props) {
  const { t } = useTranslation('room');
  const format = useFormat();
  useDocumentTitle(booking.service_title);
  const { closed } = useRoomState(room);
  return (
    <header className={classes.header}>
      <Link
        to="/records/$id"
        params={{ id: booking.booking_id }}
        className={classes.back}
        aria-label={t('toRecord')}
      >
        <IconChevronLeft size={26} stroke={1.7} aria-hidden />
      </Link>
      <div className={classes.visit}>
        <h1 data-testid="room-service">
          <VisuallyHidden component="span">{t('name.service')}: </VisuallyHidden>
          {booking.service_title}
        </h1>
        <p>
          <time dateTime={startsAt} data-testid="room-starts-at">
            <VisuallyHidden component="span">{t('name.startsAt')}: </VisuallyHidden>
            {format.dateTime(startsAt)}
          </time>
          <span className={classes.kind}> · {t('kind')}</span>
        </p>
      </div>
      {!closed && (
        <div className={classes.timers}>
          <StartTimer startsAt={startsAt} />
          <CallTimer room={room} />
        </div>
      )}
      <div className={classes.tools}>
        <LanguageSwitch />
      </div>
    </header>
  );
}
