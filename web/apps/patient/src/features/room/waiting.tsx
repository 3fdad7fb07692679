import { Button } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type CallEnd,
  CallsImpossible,
  DeviceChecks,
  Presence,
  type Room,
  SelfView,
  useCall,
  useRoomState,
} from '@mila/call';
import { Portrait, useFormat } from '@mila/ui';
import classes from './room.module.css';

interface Props {
  room: Room;
  name: string;
  portrait?: string | null;
  self: string;
}

const lastCall = {
  timeout: 'wait.missed',
  cancelled: 'wait.missed',
  busy: 'wait.declined',
  declined: 'wait.declined',
  hung_up: 'wait.ended',
  lost: 'wait.lost',
} as const satisfies Record<CallEnd, string>;

/** Before the call: who is awaited, what the check found, how one looks and sounds (R111–R120). */
export function Waiting({ room, name, portrait, self }: Props) {
  const { t } = useTranslation('room');
  const format = useFormat();
  const { ended } = useCall(room);
  const { self: me } = useRoomState(room);
  return (
    <div className={classes.wait}>
      <div className={classes.who}>
        <Portrait name={name} src={portrait} size={88} />
        <div>
          <span className={classes.whom}>{t('wait.whom')}</span>
          <b>{name}</b>
          <h2>{t('wait.title')}</h2>
          <Presence room={room} />
          {me?.since && (
            <small data-testid="room-waiting-since">{t('wait.own', { time: format.time(me.since) })}</small>
          )}
        </div>
      </div>
      {ended && (
        <p className={classes.note} role="status">
          {t(lastCall[ended])}
        </p>
      )}
      <CallsImpossible room={room} />
      <div className={classes.own}>
        <SelfView room={room} name={self} floating={false} />
        <DeviceChecks room={room} />
        <small className={classes.quiet}>{t('wait.kind')}</small>
      </div>
      <NotifyOffer />
    </div>
  );
}

const mayAsk = () => 'Notification' in window && Notification.permission === 'default';

/** The ring is also shown by the system, for those who look at another tab. */
function NotifyOffer() {
  const { t } = useTranslation('room');
  const [offered, setOffered] = useState(mayAsk);
  if (!offered) return null;
  return (
    <Button
      variant="subtle"
      color="teal.2"
      className={classes.offer}
      leftSection={<IconBell size={20} aria-hidden />}
      onClick={() => void Notification.requestPermission().finally(() => setOffered(mayAsk()))}
    >
      {t('ring.notifyOffer')}
    </Button>
  );
}
