import { Alert, Card, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hasCode, preparationQuery, worthRetrying } from '@mila/api';
import { Loaded } from '@mila/ui';
import { PreparationForm } from './preparation-form';

/** The medcard learns of a new visit a moment after it is booked. */
const momentsAway = 10;

/** Before the visit: what to ask and what to show (R087, R104, R106). */
export function PreparationSection({ bookingId }: { bookingId: string }) {
  const { t } = useTranslation('patient');
  const preparation = useQuery({
    ...preparationQuery(bookingId),
    retry: (failures, error) =>
      hasCode(error, 'not_found') ? failures < momentsAway : worthRetrying(failures, error),
    retryDelay: 1000,
    refetchOnWindowFocus: false,
  });
  return (
    <Card component="section" aria-labelledby="preparation">
      <Stack gap="md">
        <div>
          <Title order={2} id="preparation">
            {t('preparation.title')}
          </Title>
          <Text c="dimmed">{t('preparation.lead')}</Text>
        </div>
        <Loaded query={preparation} skeleton={<Skeleton height={160} radius="md" />}>
          {(it) =>
            it.editable ? (
              <PreparationForm bookingId={bookingId} preparation={it} />
            ) : (
              <Alert color="gray">{t('preparation.closed')}</Alert>
            )
          }
        </Loaded>
      </Stack>
    </Card>
  );
}
