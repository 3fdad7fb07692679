import { Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Preparation } from '@mila/api';
import { ProblemAlert } from '@mila/ui';
import { BroughtDocuments } from './brought-documents';
import { usePreparation } from './use-preparation';

const longest = 4000;

export function PreparationForm({ bookingId, preparation }: { bookingId: string; preparation: Preparation }) {
  const { t } = useTranslation('patient');
  const { kept, edit, dirty, saving, error, saved } = usePreparation(bookingId, preparation);
  const state = saving ? 'saving' : dirty ? 'unsaved' : saved || preparation.version > 0 ? 'saved' : 'auto';
  return (
    <Stack gap="lg">
      <div>
        <Textarea
          label={t('preparation.questions')}
          description={t('preparation.questionsHint')}
          size="md"
          autosize
          minRows={3}
          maxRows={12}
          maxLength={longest}
          value={kept.questions}
          onChange={(event) => edit({ questions: event.currentTarget.value })}
        />
        <Text c="dimmed" fz="sm" mt={6} role="status">
          {t(`preparation.${state}`)}
        </Text>
      </div>
      <BroughtDocuments
        documents={preparation.documents}
        chosen={kept.documentIds}
        busy={saving}
        onChange={(documentIds) => edit({ documentIds })}
      />
      <ProblemAlert error={error} />
    </Stack>
  );
}
