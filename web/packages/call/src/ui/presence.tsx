import { useTranslation } from 'react-i18next';
import { useFormat } from '@mila/ui';
import { useRoomState } from '../hooks';
import type { Room } from '../room/room';
import classes from './stage.module.css';

/** Whether the other end is in the room, and since when as far as it was seen from here. */
export function Presence({ room }: { room: Room }) {
  const { t } = useTranslation('room');
  const format = useFormat();
  const { peer } = useRoomState(room);
  const here = peer?.present ?? false;
  const time = peer?.since ? format.time(peer.since) : null;
  const words = {
    patient: here ? t('wait.doctorHere') : time ? t('wait.doctorLeft', { time }) : t('wait.doctorAway'),
    doctor: here ? t('desk.patientHere') : time ? t('desk.patientLeft', { time }) : t('desk.patientAway'),
  };
  return (
    <span className={classes.presence} data-present={here} data-testid="room-presence" role="status">
      {words[room.role]}
      {here && time && `, ${t('wait.since', { time })}`}
    </span>
  );
}
