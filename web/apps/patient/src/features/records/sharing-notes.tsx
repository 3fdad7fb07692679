import { Button, Card, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';

/** Notes on how to show documents to the doctor (R106). */
export function SharingNotes({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  return (
    <Card component="section">
      <Stack gap="md" align="flex-start">
        <Title order={2}>{t('record.documents')}</Title>
        <Text>{t(booking.visit_type === 'online' ? 'record.documentsChat' : 'record.documentsClinic')}</Text>
        <Button component={Link} to="/medcards" variant="default">
          {t('record.toMedcard')}
        </Button>
      </Stack>
    </Card>
  );
}
