import { Button, type ButtonProps, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { ConfirmDialog } from '@mila/ui';
import { useDrop } from './use-drop';

interface Props extends ButtonProps {
  booking: Booking;
  children: string;
  onDropped?: () => void;
}

/** Gives a held time back before paying. */
export function DropButton({ booking, children, onDropped, ...look }: Props) {
  const { t } = useTranslation('patient');
  const [asked, dialog] = useDisclosure(false);
  const drop = useDrop(onDropped);
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
