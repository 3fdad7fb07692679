import { Group, Stack, Text } from '@mantine/core';
import { IconReceiptRefund } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { useFormat, useServerNow } from '@mila/ui';

/** The refund rule in words, with the very moment it turns, and what happens when somebody does not come (R073, R090, R091). */
export function RefundRule({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const late = useServerNow(10_000) > Date.parse(booking.refund_deadline_at);
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <IconReceiptRefund size={22} stroke={1.6} style={{ flex: 'none', marginTop: 2 }} aria-hidden />
      <Stack gap="xs">
        <Text>
          {late
            ? t('checkout.ruleLate')
            : t('checkout.rule', { deadline: format.dateTime(booking.refund_deadline_at) })}
        </Text>
        <Text>{t('checkout.noShow')}</Text>
      </Stack>
    </Group>
  );
}
