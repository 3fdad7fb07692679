import { Button, VisuallyHidden } from '@mantine/core';
import { IconPhone, IconPhoneX } from '@tabler/icons-react';
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
import { EndButton, EndQuestion, Ending } from './end-visit';
import classes from './visit-room.module.css';

/** Whether the patient is here, the call, and the end of the visit: one quiet line above the picture. */
export function DeskBar({ room }: { room: Room }) {
  const [asking, setAsking] = useState(false);
  const { call } = useCall(room);
  const { endsAt } = useRoomState(room);
  if (endsAt !== null) return <Ending room={room} endsAt={endsAt} />;
  if (asking) return <EndQuestion room={room} onAnswer={() => setAsking(false)} />;
  return (
    <div className={classes.bar}>
      <div className={classes.state}>
        <Presence room={room} />
        <Outcome room={room} />
      </div>
      {call?.phase === 'accepted' ? <CallTimer room={room} /> : <CallButton room={room} />}
      {call?.phase !== 'ringing' && <EndButton room={room} onAsk={() => setAsking(true)} />}
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
      onClick={() => room.call()}
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
        onClick={() => room.calls.send('cancel_call')}
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
