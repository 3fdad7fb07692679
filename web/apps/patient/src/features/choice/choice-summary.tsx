import { Card, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Offering } from '@mila/api';
import { useFormat } from '@mila/ui';
import classes from './choice.module.css';

/** What is chosen so far and what it costs; stays in sight on phones. */
export function ChoiceSummary({ offering }: { offering: Offering }) {
  const { t } = useTranslation(['patient', 'common']);
  const format = useFormat();
  return (
    <Card className={classes.summary} p="md" aria-live="polite">
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Stack gap={0} miw={0}>
          <Text fw={600} className={classes.summaryTitle}>
            {offering.service_title}
          </Text>
          <Text c="dimmed" fz="sm">
            {t(`common:visitType.${offering.visit_type}`)}, {format.minutes(offering.duration_minutes)}
          </Text>
        </Stack>
        <Text fw={700} fz="lg" className="numerals" style={{ whiteSpace: 'nowrap' }}>
          {offering.price_kopecks ? format.money(offering.price_kopecks) : t('choice.free')}
        </Text>
      </Group>
      <Text mt={4} visibleFrom="md" c="var(--mila-link)" fw={600}>
        {t('choice.pick')}
      </Text>
    </Card>
  );
}
