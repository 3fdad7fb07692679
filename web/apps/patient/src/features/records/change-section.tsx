import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarRepeat } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking, Slot } from '@mila/api';
import { useFormat, useServerNow } from '@mila/ui';
import { CancelButton } from './cancel-button';
import { MoveDialog } from './move-dialog';

interface Props {
  booking: Booking;
  picker: (pick: (slot: Slot) => void, chosen?: string) => ReactNode;
}

/** Move or cancel, with the rule beside the buttons (R090, R094, R108). */
export function ChangeSection({ booking, picker }: Props) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const [moving, dialog] = useDisclosure(false);
  const late = useServerNow(10_000) > Date.parse(booking.refund_deadline_at);
  const rule = booking.prepaid
    ? t('checkout.rule', { deadline: format.dateTime(booking.refund_deadline_at) })
    : null;
  return (
    <Card component="section">
      <Stack gap="md">
        <Title order={2}>{t('record.change')}</Title>
        {late ? <Text>{t('record.moveLate')}</Text> : rule && <Text>{rule}</Text>}
        <Group gap="sm">
          {!late && (
            <Button
              variant="default"
              leftSection={<IconCalendarRepeat size={20} aria-hidden />}
              onClick={dialog.open}
            >
              {t('record.move')}
            </Button>
          )}
          <CancelButton booking={booking} />
        </Group>
      </Stack>
      <MoveDialog booking={booking} opened={moving} onClose={dialog.close} picker={picker} />
    </Card>
  );
}
