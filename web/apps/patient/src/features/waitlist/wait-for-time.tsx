import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Offering } from '@mila/api';
import { OfferNotice } from './offer-notice';
import { useWaitlist } from './use-waitlist';
import { useWaitDays } from './use-wait-days';
import { WaitDialog } from './wait-dialog';

/** «Сообщить, когда появится время»: for who finds no time, or none that suits. */
export function WaitForTime({ offering }: { offering: Offering }) {
  const { t } = useTranslation('patient');
  const [opened, { open, close }] = useDisclosure(false);
  const { entries, join, leave } = useWaitlist();
  const days = useWaitDays();
  const mine = entries.find((entry) => entry.offering_id === offering.offering_id);
  if (mine?.offer) return <OfferNotice entry={mine} offer={mine.offer} />;
  return (
    <Card component="section" p="md" aria-live="polite">
      <Group justify="space-between" gap="md">
        <Stack gap={2} flex="1 1 240px">
          <Text fw={600}>{mine ? t('wait.waiting') : t('wait.question')}</Text>
          <Text c="dimmed" fz="sm">
            {mine ? days(mine) : t('wait.answer')}
          </Text>
        </Stack>
        {mine ? (
          <Button
            variant="default"
            loading={leave.isPending}
            onClick={() => leave.mutate(mine.waitlist_entry_id)}
          >
            {t('wait.leave')}
          </Button>
        ) : (
          <Button variant="light" leftSection={<IconBell size={20} aria-hidden />} onClick={open}>
            {t('wait.tell')}
          </Button>
        )}
      </Group>
      <WaitDialog
        opened={opened}
        onClose={close}
        pending={join.isPending}
        error={join.error}
        onWait={(range) => join.mutate({ offering_id: offering.offering_id, ...range }, { onSuccess: close })}
      />
    </Card>
  );
}
