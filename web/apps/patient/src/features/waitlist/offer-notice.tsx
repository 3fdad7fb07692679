import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconBellRinging } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { WaitlistEntry } from '@mila/api';
import { Countdown, useFormat } from '@mila/ui';

/** A time became free and is held for this person: what to do, and until when. */
export function OfferNotice({ offer }: { offer: NonNullable<WaitlistEntry['offer']> }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const cache = useQueryClient();
  return (
    <Alert color="ember" icon={<IconBellRinging aria-hidden />} title={t('wait.offered')}>
      <Stack gap="sm">
        <Text fw={600}>{format.dateTime(offer.starts_at)}</Text>
        <Text>
          {t('wait.held')}{' '}
          <Countdown
            until={offer.hold_expires_at}
            onEnd={() => void cache.invalidateQueries({ queryKey: ['waitlist'] })}
          />
        </Text>
        <Group>
          <Button component={Link} to={`/booking/${offer.booking_id}`}>
            {t('wait.take')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
