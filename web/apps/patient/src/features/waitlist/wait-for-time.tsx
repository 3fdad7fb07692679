import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Offering } from '@mila/api';
import { Dialog, useWaitingDraft } from '@mila/ui';
import { OfferNotice } from './offer-notice';
import { useWaitDays, useWaitlist } from './use-waitlist';
import { type Range, waitDraft, WaitForm } from './wait-form';

interface Props {
  offering: Offering;
  /** Bookings the page already offers to pay for or to let go. */
  held: string[];
}

/** «Сообщить, когда появится время»: for who finds no time, or none that suits. */
export function WaitForTime({ offering, held }: Props) {
  const { t } = useTranslation('patient');
  const [opened, { open, close }] = useDisclosure(useWaitingDraft(waitDraft(offering)) === 'open');
  const { entries, join, leave } = useWaitlist();
  const days = useWaitDays();
  const mine = entries.find((entry) => entry.offering_id === offering.offering_id);
  const offer = mine?.offer;
  // What is held is shown above, with every time held with the doctor.
  if (offer) return held.includes(offer.booking_id) ? null : <OfferNotice entry={mine} offer={offer} />;
  const begin = (range: Range, done: () => void) => {
    const onSuccess = () => {
      done();
      close();
    };
    join.mutate({ offering_id: offering.offering_id, ...range }, { onSuccess });
  };
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
      <Dialog opened={opened && !mine} onClose={close} title={t('wait.tell')}>
        <WaitForm
          offering={offering}
          pending={join.isPending}
          error={join.error}
          onCancel={close}
          onWait={begin}
        />
      </Dialog>
    </Card>
  );
}
