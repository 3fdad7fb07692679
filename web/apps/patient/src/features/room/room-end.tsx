import { Button, Group } from '@mantine/core';
import { IconCalendarX, IconCircleCheck, IconDoorOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RoomState } from '@mila/call';
import { EmptyState } from '@mila/ui';
import { RateConnection } from './rate-connection';
import classes from './room.module.css';

interface Props {
  reason: NonNullable<RoomState['closed']>;
  bookingId: string;
}

const icons = {
  doctor_ended: IconCircleCheck,
  time_over: IconDoorOff,
  cancelled: IconCalendarX,
  before: IconDoorOff,
} as const;

/** What happens now that the room is closed (R145, R150). */
export function RoomEnd({ reason, bookingId }: Props) {
  const { t } = useTranslation('room');
  return (
    <div className={classes.barrier} data-testid="room-end">
      <EmptyState
        icon={icons[reason]}
        title={t(`end.${reason}`)}
        action={
          <Group justify="center" gap="sm">
            <Button
              component={Link}
              to={`/records/${bookingId}`}
              variant={reason === 'cancelled' ? 'filled' : 'default'}
            >
              {t('toRecord')}
            </Button>
            {reason !== 'cancelled' && (
              <Button component={Link} to="/medcards/">
                {t('toMedcard')}
              </Button>
            )}
          </Group>
        }
      >
        {t(`end.${reason}Hint`)}
      </EmptyState>
      {reason !== 'cancelled' && <RateConnection bookingId={bookingId} />}
    </div>
  );
}
