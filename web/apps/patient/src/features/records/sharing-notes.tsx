import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import classes from './records.module.css';

/** Notes on how to show documents to the doctor (R106). */
export function SharingNotes({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const ways =
    booking.visit_type === 'online'
      ? (['bring', 'chat', 'link'] as const)
      : (['bring', 'link', 'paper'] as const);
  return (
    <Card component="section">
      <Stack gap="md" align="flex-start">
        <Title order={2}>{t('record.documents')}</Title>
        <Stack component="ul" gap="sm" className={classes.notes}>
          {ways.map((way) => (
            <li key={way}>
              <Text span fw={600}>
                {t(`record.share.${way}`)}
              </Text>{' '}
              {t(`record.share.${way}Hint`)}
            </li>
          ))}
        </Stack>
        <Group gap="sm">
          <Button component={Link} to={'/medcards/shares' as string} variant="default">
            {t('record.toShares')}
          </Button>
          <Button component={Link} to="/medcards" variant="subtle">
            {t('record.toMedcard')}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
