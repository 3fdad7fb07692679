import { Button } from '@mantine/core';
import { IconDeviceTv, IconDoorOff, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@mila/api';
import { EmptyState, useProblemText } from '@mila/ui';
import { useLink, useRoomState } from '../hooks';
import type { Room } from '../room/room';
import classes from './stage.module.css';

/** The socket in words: a quiet line while it mends itself. */
export function LinkNotice({ room }: { room: Room }) {
  const { t } = useTranslation('room');
  const link = useLink(room);
  const { details } = useRoomState(room);
  const first = !details && link.kind !== 'waiting';
  if (link.kind === 'open' || link.kind === 'stopped' || link.kind === 'idle') return null;
  return (
    <p className={`${classes.strip} ${classes.line}`} role="status" data-testid="room-link">
      {first ? t('link.connecting') : t('link.waiting')}
    </p>
  );
}

/** Whether the room cannot be entered here at all; then its reason and the way on stand in place of it. */
export function useBarrier(room: Room) {
  const { t } = useTranslation('room');
  const words = useProblemText();
  const link = useLink(room);
  const { barred } = useRoomState(room);
  if (link.kind !== 'stopped') return null;
  if (link.why === 'taken')
    return (
      <EmptyState
        icon={IconDeviceTv}
        title={t('link.taken')}
        action={
          <Button data-testid="room-take-back" onClick={() => room.enterAgain()}>
            {t('link.takeBack')}
          </Button>
        }
      >
        {t('link.takenHint')}
      </EmptyState>
    );
  if (link.why === 'refused' || link.why === 'left')
    return (
      <EmptyState
        icon={IconDoorOff}
        title={t('link.refused')}
        action={<Button onClick={() => room.enterAgain()}>{t('call.retry')}</Button>}
      >
        {barred && words(new ApiProblem(barred, 0))}
      </EmptyState>
    );
  if (link.why === 'protocol')
    return (
      <EmptyState
        icon={IconRefresh}
        title={t('link.protocol')}
        action={<Button onClick={() => location.reload()}>{t('link.reload')}</Button>}
      />
    );
  return null;
}
