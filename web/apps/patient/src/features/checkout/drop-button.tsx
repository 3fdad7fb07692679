import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Booking, cancelBooking } from '@mila/api';
import { ConfirmDialog } from '@mila/ui';

/** Gives a held time back before paying. */
export function DropButton({ booking, onDropped }: { booking: Booking; onDropped: () => void }) {
  const { t } = useTranslation('patient');
  const [asked, dialog] = useDisclosure(false);
  const cache = useQueryClient();
  const drop = useMutation({
    mutationFn: () => cancelBooking(booking.booking_id),
    onSuccess: async () => {
      onDropped();
      await cache.invalidateQueries({ queryKey: ['bookings'] });
      await cache.invalidateQueries({ queryKey: ['slots'] });
    },
  });
  return (
    <>
      <Button variant="subtle" color="gray" onClick={dialog.open}>
        {t('checkout.drop')}
      </Button>
      <ConfirmDialog
        opened={asked}
        onClose={dialog.close}
        title={t('checkout.dropTitle')}
        confirm={t('checkout.dropConfirm')}
        pending={drop.isPending}
        error={drop.error}
        onConfirm={() => drop.mutate()}
      >
        <Text>{t('checkout.dropHint')}</Text>
      </ConfirmDialog>
    </>
  );
}
