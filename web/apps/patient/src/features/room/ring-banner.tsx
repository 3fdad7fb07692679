import { Button } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Room } from '@mila/call';
import { Portrait } from '@mila/ui';
import classes from './room.module.css';
import { useRing } from './use-ring';

interface Props {
  room: Room;
  name: string;
  portrait?: string | null;
}

/** «Доктор звонит»: over the whole width, answered with one touch; nothing else is blocked. */
export function RingBanner({ room, name, portrait }: Props) {
  const { t } = useTranslation('room');
  useRing(t('ring.page'), t('ring.title'), name);
  return (
    <div className={classes.ring} role="alert" data-testid="room-ringing">
      <span className={classes.face}>
        <Portrait name={name} src={portrait} size={52} />
      </span>
      <div className={classes.caller}>
        <strong>{t('ring.title')}</strong>
        <span>{name}</span>
      </div>
      <div className={classes.answers}>
        <Button
          size="lg"
          className={classes.accept}
          leftSection={<IconPhone size={24} aria-hidden />}
          data-testid="room-accept"
          onClick={() => room.calls.send('accept')}
        >
          {t('ring.accept')}
        </Button>
        <Button
          size="lg"
          variant="transparent"
          className={classes.decline}
          data-testid="room-decline"
          onClick={() => room.calls.decline()}
        >
          {t('ring.decline')}
        </Button>
      </div>
    </div>
  );
}
