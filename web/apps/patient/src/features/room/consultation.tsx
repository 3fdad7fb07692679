import { useMediaQuery } from '@mantine/hooks';
import { IconMessage, IconPhoneOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Booking, doctorQuery } from '@mila/api';
import {
  ChatPanel,
  Control,
  LinkNotice,
  Stage,
  useBarrier,
  useCall,
  useRoom,
  useRoomState,
} from '@mila/call';
import { RingBanner } from './ring-banner';
import { RoomEnd } from './room-end';
import { RoomHeader } from './room-header';
import classes from './room.module.css';
import { useUnread } from './use-unread';
import { Waiting } from './waiting';

/** The patient's side of a consultation: the doctor's picture, the controls under the thumb, the chat beside it. */
export function Consultation({ booking }: { booking: Booking }) {
  const { t } = useTranslation('room');
  const room = useRoom(booking.booking_id, 'patient');
  const { details, self, peer, closed } = useRoomState(room);
  const { call } = useCall(room);
  const barrier = useBarrier(room);
  const { data: doctor } = useQuery(doctorQuery(booking.doctor_id));
  const phone = useMediaQuery('(max-width: 900px)') ?? false;
  const live = call?.phase === 'accepted';
  const [chosen, setChosen] = useState<{ live: boolean; open: boolean }>();
  // On phones the chat is open while one waits and put away when the call begins, until the person says otherwise.
  const chatOpen = !phone || (chosen?.live === live ? chosen.open : !live);
  const openChat = (open: boolean) => setChosen({ live, open });
  const unread = useUnread(room);
  const name = peer?.fullName || doctor?.full_name || t('role.doctor');
  const count = chatOpen ? 0 : unread;

  return (
    <main className={classes.page}>
      <RoomHeader room={room} booking={booking} startsAt={details?.starts_at ?? booking.starts_at} />
      {call?.phase === 'ringing' && <RingBanner room={room} name={name} portrait={doctor?.portrait_url} />}
      <div className={classes.body} data-chat={chatOpen && (Boolean(closed) || !barrier)}>
        {closed ? (
          <RoomEnd reason={closed} bookingId={booking.booking_id} />
        ) : barrier ? (
          <div className={classes.barrier}>{barrier}</div>
        ) : (
          <div className={classes.stage}>
            <LinkNotice room={room} />
            <Stage
              room={room}
              selfName={self?.full_name ?? booking.patient_name}
              peerName={name}
              portrait={doctor?.portrait_url}
              idle={
                <Waiting
                  room={room}
                  name={name}
                  portrait={doctor?.portrait_url}
                  self={booking.patient_name}
                />
              }
              onChat={() => {
                openChat(true);
                document.querySelector<HTMLElement>('[data-testid="room-message-input"]')?.focus();
              }}
            >
              {phone && (
                <Control
                  icon={IconMessage}
                  label={chatOpen ? t('closeChat') : count ? t('openChatNew', { count }) : t('openChat')}
                  short={t('chatShort')}
                  tone={chatOpen ? 'active' : 'plain'}
                  count={count}
                  testid="room-open-chat"
                  onPress={() => openChat(!chatOpen)}
                />
              )}
              {live && (
                <Control
                  icon={IconPhoneOff}
                  label={t('leave')}
                  short={t('leaveShort')}
                  tone="danger"
                  testid="room-leave"
                  onPress={() => room.calls.send('leave_call')}
                />
              )}
            </Stage>
          </div>
        )}
        {chatOpen && (closed || !barrier) && (
          <ChatPanel room={room} onClose={phone && live ? () => openChat(false) : undefined} />
        )}
      </div>
    </main>
  );
}
