import { Alert, Button, Group } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { useVisitTime } from '@mila/ui';
import { type Move, useMove } from './use-move';

interface Props {
  booking: Booking;
  previous: string;
  /** The new time is too near for another move. */
  late: boolean;
  problem: (move: Move) => ReactNode;
  onBack: () => void;
}

/** The visit was moved; one press moves it back while the former time is still free. */
export function MovedNotice({ booking, previous, late, problem, onBack }: Props) {
  const { t } = useTranslation('patient');
  const { when } = useVisitTime();
  const moving = useMove(booking, onBack);
  return (
    <>
      <Alert role="status" icon={<IconCircleCheck aria-hidden />}>
        <Group justify="space-between" gap="sm">
          {t('record.moved', { when: when(booking) })}
          {!late && (
            <Button variant="default" loading={moving.busy} onClick={() => moving.move(previous)}>
              {t('record.moveBack', { when: when(booking, previous) })}
            </Button>
          )}
        </Group>
      </Alert>
      {problem(moving)}
    </>
  );
}
