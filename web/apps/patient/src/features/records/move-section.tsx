import { Alert, Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking, Slot } from '@mila/api';
import { useServerNow, useVisitTime, VisitPlace } from '@mila/ui';
import { type Move, useMove } from './use-move';

interface Props {
  booking: Booking;
  picker: (pick: (slot: Slot) => void, chosen?: string) => ReactNode;
  /** Why the visit could not be moved, and the way on. */
  problem: (move: Move) => ReactNode;
  onClose: () => void;
  onMoved: (previous: string) => void;
}

/** Up to so long before the start everything comes back (R090). */
const refundable = 2 * 3_600_000;

/** Another time, chosen in the page itself; nothing changes before «Перенести» (R090, R108). */
export function MoveSection({ booking, picker, problem, onClose, onMoved }: Props) {
  const { t } = useTranslation('patient');
  const { when, otherwise } = useVisitTime();
  const now = useServerNow(30_000);
  const [slot, setSlot] = useState<Slot | null>(null);
  const moving = useMove(booking, onMoved);
  const { move, busy, forget } = moving;
  const pick = (next: Slot) => {
    forget();
    setSlot(next);
  };
  return (
    <Stack gap="md" role="group" aria-label={t('record.move')}>
      <Text>{t('record.moveLead')}</Text>
      {picker(pick, slot?.starts_at)}
      {problem(moving)}
      {slot && booking.prepaid && Date.parse(slot.starts_at) - now < refundable && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
          {t('record.moveSoon')}
        </Alert>
      )}
      {slot && (
        <Card withBorder role="status">
          <Group gap="sm">
            <Text td="line-through" c="dimmed" className="numerals">
              {when(booking)}
            </Text>
            <IconArrowRight size={20} aria-hidden />
            <Text fw={600} className="numerals">
              {when(booking, slot.starts_at)}
            </Text>
          </Group>
          {otherwise(booking, slot.starts_at) && <Text c="dimmed">{otherwise(booking, slot.starts_at)}</Text>}
          {booking.visit_type === 'clinic' && <VisitPlace booking={booking} />}
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
