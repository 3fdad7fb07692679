import { CallsImpossible, DeviceChecks, type Room, SelfView, useRoomState } from '@mila/call';
import { Portrait } from '@mila/ui';
import classes from './visit-room.module.css';

/** The window before the call: whose it is, and what the doctor's own devices give. */
export function DoctorIdle({ room, name }: { room: Room; name: string }) {
  const { self } = useRoomState(room);
  return (
    <div className={classes.idle}>
      <div className={classes.patient}>
        <Portrait name={name} size={88} />
        <b>{name}</b>
      </div>
      <CallsImpossible room={room} />
      <div className={classes.own}>
        <SelfView room={room} name={self?.full_name ?? ''} floating={false} />
        <DeviceChecks room={room} />
      </div>
    </div>
  );
}
