import { Button, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconPhone, IconPhoneX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  CallTimer,
  Presence,
  type Room,
  useCall,
  useDevices,
  useLink,
  useNow,
  useRoomState,
} from '@mila/call';
import { formatTimer } from '@mila/ui';
import classes from './visit-room.module.css';

/** Whether the patient is here, the call, and the end of the visit: one quiet line above the picture. */
export function DeskBar({ room }: { room: Room }) {
  const { t } = useTranslation('room');
  const [asking, setAsking] = useState(false);
  const { call } = useCall(room);
  const link = useLink(room);
  if (asking)
    return (
      <div className={classes.bar} role="group" aria-label={t('desk.endVisit')}>
        <span className={classes.ask}>{t('desk.endAsk')}</span>
        <Button variant="default" onClick={() => setAsking(false)}>
          {t('desk.endNo')}
        </Button>
        <Button
          color="red"
          autoFocus
          disabled={link.kind !== 'open'}
          data-testid="room-end-visit-confirm"
          onClick={() => room.say('end_visit')}
        >
          {t('desk.endYes')}
        </Button>
      </div>
    );
  return (
    <div className={classes.bar}>
      <div className={classes.state}>
        <Presence room={room} />
        <Outcome room={room} />
      </div>
      {call?.phase === 'accepted' ? <CallTimer room={room} /> : <CallButton room={room} />}
      {call?.phase !== 'ringing' && (
        <Button
          variant="default"
          leftSection={<IconCheck size={20} aria-hidden />}
          data-testid="room-end-visit"
          onClick={() => setAsking(true)}
        >
          {t('desk.endVisit')}
        </Button>
      )}
    </div>
  );
}

function CallButton({ room }: { room: Room }) {
  const { t } = useTranslation('room');
  const { call } = useCall(room);
  const { audio } = useDevices(room);
  const link = useLink(room);
  if (call) return <Ringing room={room} since={call.since} />;
  return (
    <Button
      leftSection={<IconPhone size={20} aria-hidden />}
      disabled={link.kind !== 'open' || !audio.track}
      data-testid="room-call"
      onClick={() => room.say('call')}
    >
      {t('desk.call')}
    </Button>
  );
}

function Ringing({ room, since }: { room: Room; since: number }) {
  const { t } = useTranslation('room');
  const now = useNow();
  return (
    <>
      <VisuallyHidden role="status">{t('desk.ringingSay')}</VisuallyHidden>
      <span className="numerals" aria-hidden data-testid="room-ringing">
        {t('desk.ringing', { time: formatTimer(now - since) })}
      </span>
      <Button
        variant="default"
        leftSection={<IconPhoneX size={20} aria-hidden />}
        data-testid="room-cancel-call"
        onClick={() => room.line.say('cancel_call')}
      >
        {t('desk.cancel')}
      </Button>
    </>
  );
}

/** How the last step ended, in words, beside the button that repeats it. */
function Outcome({ room }: { room: Room }) {
  const { t } = useTranslation('room');
  const { call, ended } = useCall(room);
  const { peer, refusal } = useRoomState(room);
  const words = refusal
    ? t(`refusal.${refusal}`)
    : peer?.present && peer.media?.can_call === false
      ? t('desk.patientCannotCall')
      : ended && !call && t(`desk.outcome.${ended}`);
  if (!words) return null;
  return (
    <span className={classes.outcome} role="status" data-testid="room-outcome">
      {words}
    </span>
  );
}
