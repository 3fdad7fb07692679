import { Card, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconFileDescription, IconFileOff, IconFileUpload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SharedDocument, SharedMedcard } from '@mila/api';
import { EmptyState, PageTitle, useFormat } from '@mila/ui';

interface Props {
  medcard: SharedMedcard;
  /** The file of a document, to read, print and keep. */
  file: (document: SharedDocument) => ReactNode;
}

/** A medcard as a doctor or a relative sees it: whose, till when, and each document (R156). */
export function SharedDocuments({ medcard, file }: Props) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  return (
    <Stack gap="lg" maw={820} mx="auto">
      <PageTitle
        lead={
          <>
            <Text fw={600} fz="lg" c="var(--mantine-color-text)">
              {medcard.patient_name}
            </Text>
            {t('sharing.sharedTill', { till: format.dateTime(medcard.expires_at) })}
          </>
        }
      >
        {t('sharing.sharedTitle')}
      </PageTitle>
      {medcard.items.length === 0 && (
        <EmptyState icon={IconFileOff} title={t('sharing.sharedEmpty')}>
          {t('sharing.sharedEmptyHint')}
        </EmptyState>
      )}
      {medcard.items.map((document) => (
        <Paper key={document.document_id} document={document}>
          {file(document)}
        </Paper>
      ))}
    </Stack>
  );
}

function Paper({ document, children }: { document: SharedDocument; children: ReactNode }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const conclusion = document.kind === 'conclusion';
  const Icon = conclusion ? IconFileDescription : IconFileUpload;
  const from = [document.doctor_name, document.clinic_title, document.service_title].filter(Boolean);
  return (
    <Card component="article">
      <Stack gap="md">
        <Group wrap="nowrap" gap="md" align="flex-start">
          <ThemeIcon size={52} radius="md" variant="light">
            <Icon size={28} stroke={1.5} aria-hidden />
          </ThemeIcon>
          <Stack gap={2} miw={0} style={{ overflowWrap: 'anywhere' }}>
            <Title order={2}>{document.title}</Title>
            <Text c="dimmed">
              {t(conclusion ? 'document.kindConclusion' : 'sharing.byPatient')},{' '}
              {format.calendarDate(document.document_date)}
            </Text>
            {from.length > 0 && <Text>{from.join(', ')}</Text>}
          </Stack>
        </Group>
        {children}
      </Stack>
    </Card>
  );
}
