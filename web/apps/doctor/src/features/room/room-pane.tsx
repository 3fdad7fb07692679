import { Card, Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { FactList, useFormat } from '@mila/ui';

export function RoomPane({ visit }: { visit: Booking }) {
  const { t } = useTranslation('doctor');
  const format = useFormat();
  return (
    <Card component="section">
      <Stack gap="md">
        <Title order={2}>{t('visit.data')}</Title>
        <FactList
          facts={[
            { label: t('visit.patient'), value: visit.patient_name },
            { label: t('visit.service'), value: visit.service_title },
            { label: t('visit.when'), value: format.dateTime(visit.starts_at, visit.time_zone) },
          ]}
        />
      </Stack>
    </Card>
  );
}
