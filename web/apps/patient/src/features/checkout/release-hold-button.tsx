import { Button, type ButtonProps, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Booking, bookingQuery, cancelBooking, keys } from '@mila/api';
import { ConfirmDialog } from '@mila/ui';

interface Props extends ButtonProps {
  booking: Booking;
  children: string;
  onReleased?: () => void;
}

/** Gives a held time back before paying. */
export function ReleaseHoldButton({ booking, children, onReleased, ...look }: Props) {
  const { t } = useTranslation('patient');
  const [asked, dialog] = useDisclosure(false);
  const drop = useReleaseHold(onReleased);
  return (
    <>
      <Button variant="subtle" color="gray" {...look} onClick={dialog.open}>
        {children}
      </Button>
      <ConfirmDialog
        opened={asked}
        onClose={dialog.close}
        title={t('hold.dropTitle')}
        confirm={t('hold.drop')}
        pending={drop.isPending}
        error={drop.error}
        onConfirm={() => drop.mutate(booking.booking_id)}
      >
        <Text>{t('hold.dropHint')}</Text>
      </ConfirmDialog>
    </>
  );
}

/** Lets a held time go; afterwards everybody who shows it knows. */
export function useReleaseHold(onReleased?: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (bookingId: string) => cancelBooking(bookingId),
    onSuccess: async (dropped) => {
      onReleased?.();
      cache.setQueryData(bookingQuery(dropped.booking_id).queryKey, dropped);
      await Promise.all(
        [keys.bookings, keys.slots, keys.waitlist].map((queryKey) => cache.invalidateQueries({ queryKey })),
      );
    },
    onError: (_error, id) => cache.invalidateQueries({ queryKey: keys.booking(id) }),
  });
}
