import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconBellRinging } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { WaitlistEntry } from '@mila/api';
import { Countdown, useServerNow, VisitTime } from '@mila/ui';

type Offer = NonNullable<WaitlistEntry['offer']>;

/** A time became free and is held for this person: what to do, and until when. Once that has passed it is no offer. */
export function OfferNotice({ entry, offer }: { entry: WaitlistEntry; offer: Offer }) {
  const { t } = useTranslation('patient');
  const over = Date.parse(offer.hold_expires_at) <= useServerNow();
  return (
    <Alert color="ember" icon={<IconBellRinging aria-hidden />} title={t('wait.offered')}>
      <Stack gap="sm">
        <Text component="div" fw={600}>
          <VisitTime booking={{ ...entry, starts_at: offer.starts_at }} />
        </Text>
        {over ? (
          <Text role="status">{t('hold.overAnswer')}</Text>
        ) : (
          <>
            <Text>
              {t('wait.held')} <Countdown until={offer.hold_expires_at} />
            </Text>
            <Group>
              <Button component={Link} to={`/booking/${offer.booking_id}`}>
                {t('wait.take')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Alert>
  );
}
