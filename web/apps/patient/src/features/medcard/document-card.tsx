import { Button, Card, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconFileDescription, IconFileUpload, IconLock, IconLockOpen } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MedicalDocument } from '@mila/api';
import { useFormat } from '@mila/ui';

/** A document in the list, with «Показать документ» (R151, R152). */
export function DocumentCard({ document }: { document: MedicalDocument }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const Icon = document.kind === 'conclusion' ? IconFileDescription : IconFileUpload;
  const open = document.access === 'allowed';
  const Lock = open ? IconLockOpen : IconLock;
  const from = [document.doctor_name, document.clinic_title].filter(Boolean).join(', ');
  return (
    <Card component="article">
      <Group justify="space-between" gap="md">
        <Group wrap="nowrap" gap="md" align="flex-start" flex="1 1 300px">
          <ThemeIcon size={52} radius="md" variant="light">
            <Icon size={28} stroke={1.5} aria-hidden />
          </ThemeIcon>
          <Stack gap={2} miw={0}>
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {document.title}
            </Text>
            <Text c="dimmed">{format.calendarDate(document.document_date)}</Text>
            {from && <Text>{from}</Text>}
            <Group gap={6} c="dimmed">
              <Lock size={16} aria-hidden />
              <Text fz="sm">{open ? t('document.allowed') : t('document.forbidden')}</Text>
            </Group>
          </Stack>
        </Group>
        <Button component={Link} to={`/medcards/${document.document_id}`} variant="light">
          {t('medcard.show')}
        </Button>
      </Group>
    </Card>
  );
}
