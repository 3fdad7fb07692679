import { Alert, Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight, IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Booking,
  bookingQuery,
  keys,
  newIdempotencyKey,
  rescheduleBooking,
  type Slot,
  worthRetrying,
} from '@mila/api';
import { useServerNow, useVisitTime, VisitPlace } from '@mila/ui';

interface MoveSectionProps {
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
export function MoveSection({ booking, picker, problem, onClose, onMoved }: MoveSectionProps) {
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

interface MovedNoticeProps {
  booking: Booking;
  previous: string;
  /** The new time is too near for another move. */
  late: boolean;
  problem: (move: Move) => ReactNode;
  onBack: () => void;
}

/** The visit was moved; one press moves it back while the former time is still free. */
export function MovedNotice({ booking, previous, late, problem, onBack }: MovedNoticeProps) {
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

/** Another time for the same visit; the money stays where it is (R094, R108). */
export function useMove(booking: Booking, onMoved: (previous: string) => void) {
  const cache = useQueryClient();
  const id = booking.booking_id;
  const move = useMutation({
    mutationFn: ({ to, key }: { to: string; from: string; key: string }) => rescheduleBooking(id, to, key),
    retry: worthRetrying,
    onSuccess: async (moved, { from }) => {
      cache.setQueryData(bookingQuery(id).queryKey, moved);
      onMoved(from);
      await Promise.all(
        [keys.bookings, keys.invitation, keys.preparation].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      );
    },
    onSettled: () => cache.invalidateQueries({ queryKey: keys.slots }),
  });
  const begin = (to: string) => move.mutate({ to, from: booking.starts_at, key: newIdempotencyKey() });
  return {
    move: begin,
    /** The same time once more, now that nothing is in its way. */
    again: () => move.variables && begin(move.variables.to),
    busy: move.isPending,
    error: move.error,
    forget: move.reset,
  };
}

export type Move = ReturnType<typeof useMove>;
