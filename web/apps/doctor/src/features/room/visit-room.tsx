import { IconPhoneOff } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
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
import { DeskBar } from './desk-bar';
import { DoctorIdle } from './doctor-idle';
import classes from './visit-room.module.css';

interface Props {
  bookingId: string;
  patientName?: string;
}

/** The doctor's side of a consultation: calls, talks, writes, ends; nothing covers the work beside it. */
export function VisitRoom({ bookingId, patientName }: Props) {
  const { t } = useTranslation('room');
  const room = useRoom(bookingId, 'doctor');
  const frame = useRef<HTMLElement>(null);
  const { self, peer, closed } = useRoomState(room);
  const { call } = useCall(room);
  const barrier = useBarrier(room);
  const name = peer?.fullName || patientName || t('role.patient');
  const toChat = () =>
    frame.current?.querySelector<HTMLElement>('[data-testid="room-message-input"]')?.focus();
  return (
    <section ref={frame} className={classes.frame}>
      <div className={classes.visit} data-over={closed !== null}>
        {closed ? (
          <p className={classes.over} role="status" data-testid="room-end">
            {t(closed === 'cancelled' ? 'end.cancelled' : 'desk.ended')}
          </p>
        ) : barrier ? (
          <div className={classes.barrier}>{barrier}</div>
        ) : (
          <div className={classes.video}>
            <DeskBar room={room} />
            <LinkNotice room={room} />
            <Stage
              room={room}
              selfName={self?.full_name ?? ''}
              peerName={name}
              idle={<DoctorIdle room={room} name={name} />}
              onChat={toChat}
            >
              {call?.phase === 'accepted' && (
                <Control
                  icon={IconPhoneOff}
                  label={t('hangUp')}
                  short={t('hangUpShort')}
                  tone="danger"
                  testid="room-hang-up"
                  onPress={() => room.calls.send('hang_up')}
                />
              )}
            </Stage>
          </div>
        )}
        <ChatPanel room={room} />
      </div>
    </section>
  );
}
