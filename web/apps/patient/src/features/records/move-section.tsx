import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking, Slot } from '@mila/api';
import { ProblemAlert, useFormat } from '@mila/ui';
import { useMove } from './use-move';

interface Props {
  booking: Booking;
  picker: (pick: (slot: Slot) => void, chosen?: string) => ReactNode;
  onClose: () => void;
  onMoved: (previous: string) => void;
}

/** Another time, chosen in the page itself; nothing changes before «Перенести» (R090, R108). */
export function MoveSection({ booking, picker, onClose, onMoved }: Props) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const [slot, setSlot] = useState<Slot | null>(null);
  const { move, busy, error, forget } = useMove(booking, onMoved);
  const pick = (next: Slot) => {
    forget();
    setSlot(next);
  };
  return (
    <Stack gap="md" role="group" aria-label={t('record.move')}>
      <Text>{t('record.moveLead')}</Text>
      {picker(pick, slot?.starts_at)}
      <ProblemAlert error={error} />
      {slot && (
        <Card withBorder role="status">
          <Group gap="sm">
            <Text td="line-through" c="dimmed" className="numerals">
              {format.dateTime(booking.starts_at)}
            </Text>
            <IconArrowRight size={20} aria-hidden />
            <Text fw={600} className="numerals">
              {format.dateTime(slot.starts_at)}
            </Text>
          </Group>
        </Card>
      )}
      <Group gap="sm">
        <Button disabled={!slot} loading={busy} onClick={() => slot && move(slot.starts_at)}>
          {t('record.moveConfirm')}
        </Button>
        <Button variant="default" onClick={slot ? () => setSlot(null) : onClose} disabled={busy}>
          {slot ? t('record.moveUndo') : t('record.moveKeep')}
        </Button>
      </Group>
    </Stack>
  );
}
