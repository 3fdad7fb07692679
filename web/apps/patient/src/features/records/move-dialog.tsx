import { Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Booking,
  bookingQuery,
  newIdempotencyKey,
  rescheduleBooking,
  type Slot,
  worthRetrying,
} from '@mila/api';
import { ConfirmDialog, Dialog, ProblemAlert, useFormat } from '@mila/ui';

interface Props {
  booking: Booking;
  opened: boolean;
  onClose: () => void;
  picker: (pick: (slot: Slot) => void, chosen?: string) => ReactNode;
}

/** Another time with the same doctor for the same service; the slot list is lent by the page. */
export function MoveDialog({ booking, opened, onClose, picker }: Props) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const cache = useQueryClient();
  const [slot, setSlot] = useState<Slot | null>(null);
  const id = booking.booking_id;
  const move = useMutation({
    mutationFn: ({ to, key }: { to: Slot; key: string }) => rescheduleBooking(id, to.starts_at, key),
    retry: worthRetrying,
    onSuccess: async (moved) => {
      cache.setQueryData(bookingQuery(id).queryKey, moved);
      onClose();
      await cache.invalidateQueries({ queryKey: ['bookings'] });
    },
    onSettled: async () => {
      setSlot(null);
      await cache.invalidateQueries({ queryKey: ['slots'] });
    },
  });
  return (
    <>
      <Dialog opened={opened} onClose={onClose} title={t('record.moveTitle')} size="lg">
        <Stack gap="md">
          <Text>{t('record.moveLead')}</Text>
          <ProblemAlert error={move.error} />
          {picker(setSlot, slot?.starts_at)}
        </Stack>
      </Dialog>
      <ConfirmDialog
        opened={slot !== null}
        onClose={() => setSlot(null)}
        title={t('record.moveTitle')}
        confirm={t('record.moveConfirm')}
        pending={move.isPending}
        onConfirm={() => slot && move.mutate({ to: slot, key: newIdempotencyKey() })}
      >
        <Text fw={600}>{slot && t('record.moveAsk', { when: format.dateTime(slot.starts_at) })}</Text>
      </ConfirmDialog>
    </>
  );
}
