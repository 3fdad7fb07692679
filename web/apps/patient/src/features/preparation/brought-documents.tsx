import { ActionIcon, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileText, IconPaperclip, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MedicalDocument } from '@mila/api';
import { Dialog, useFormat, useWaitingDraft } from '@mila/ui';
import { choiceDraft, DocumentChoice } from './document-choice';

interface Props {
  bookingId: string;
  documents: MedicalDocument[];
  chosen: string[];
  busy: boolean;
  onChange: (documentIds: string[]) => void;
}

/** Documents this visit's doctor will see, and in words who else will not (R106). */
export function BroughtDocuments({ bookingId, documents, chosen, busy, onChange }: Props) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const [choosing, dialog] = useDisclosure(useWaitingDraft(choiceDraft(bookingId)) === 'open');
  const shown = documents.filter(({ document_id }) => chosen.includes(document_id));
  return (
    <Stack gap="sm" align="flex-start">
      <Title order={3}>{t('preparation.documents')}</Title>
      <Text>{t('preparation.documentsHint')}</Text>
      {shown.map((document) => (
        <Group key={document.document_id} wrap="nowrap" gap="sm" w="100%">
          <IconFileText size={24} stroke={1.6} style={{ flex: 'none' }} aria-hidden />
          <Text flex={1} miw={0}>
            {document.title}
            <Text span c="dimmed">
              {', '}
              {format.calendarDate(document.document_date)}
            </Text>
          </Text>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            disabled={busy}
            aria-label={t('preparation.take', { title: document.title })}
            onClick={() => onChange(chosen.filter((id) => id !== document.document_id))}
          >
            <IconX size={20} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="default"
        leftSection={<IconPaperclip size={20} aria-hidden />}
        onClick={dialog.open}
        disabled={busy}
      >
        {t('preparation.add')}
      </Button>
      <Dialog opened={choosing} onClose={dialog.close} title={t('preparation.choose')}>
        <DocumentChoice
          bookingId={bookingId}
          chosen={chosen}
          onDone={(ids) => {
            dialog.close();
            onChange(ids);
          }}
        />
      </Dialog>
    </Stack>
  );
}
