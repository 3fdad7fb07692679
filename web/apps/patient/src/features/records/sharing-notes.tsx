import { Button, Card, List, Stack, Text, Title } from '@mantine/core';
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
        {booking.visit_type === 'online' ? (
          <List spacing="xs" pe="md">
            <List.Item>{t('record.documentsChat')}</List.Item>
            <List.Item>{t('record.documentsShare')}</List.Item>
          </List>
        ) : (
          <Text>{t('record.documentsClinic')}</Text>
        )}
        <Button component={Link} to="/medcards" variant="default">
          {t('record.toMedcard')}
        </Button>
      </Stack>
    </Card>
  );
}
