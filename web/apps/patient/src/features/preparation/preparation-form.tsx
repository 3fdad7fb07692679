import { Alert, Button, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { gosuslugiLoginUrl, type Preparation } from '@mila/api';
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
      <Stack gap={6}>
        {preparation.questions_hidden ? (
          <Alert>
            <Stack gap="sm" align="flex-start">
              {t('preparation.questionsHidden')}
              <Button component="a" href={gosuslugiLoginUrl(`/records/${bookingId}`)}>
                {t('login.gosuslugi')}
              </Button>
            </Stack>
          </Alert>
        ) : (
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
        )}
        <Text c="dimmed" fz="sm" role="status">
          {t(`preparation.${state}`)}
        </Text>
      </Stack>
      <BroughtDocuments
        bookingId={bookingId}
        documents={preparation.documents}
        chosen={kept.documentIds}
        busy={saving}
        onChange={(documentIds) => edit({ documentIds })}
      />
      <ProblemAlert error={error} />
    </Stack>
  );
}
