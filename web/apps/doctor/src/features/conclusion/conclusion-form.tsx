import { Button, Group, Stack, Textarea, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Conclusion, conclusionQuery, hasCode } from '@mila/api';
import { ProblemAlert } from '@mila/ui';
import { DiagnosisField } from './diagnosis-field';
import { DraftStatus } from './draft-status';
import { Signing } from './signing';
import { Unprintable } from './unprintable';
import { useDraft } from './use-draft';

/** The conclusion as a form that keeps itself (R150, R170). */
export function ConclusionForm({ bookingId, conclusion }: { bookingId: string; conclusion: Conclusion }) {
  const { t } = useTranslation('doctor');
  const cache = useQueryClient();
  const { draft, edit, settle, dirty, forget, saving, error } = useDraft(bookingId, conclusion);
  const field = (name: 'complaints' | 'anamnesis' | 'examination' | 'recommendations', required = false) => (
    <Textarea
      label={t(`conclusion.${name}`)}
      required={required}
      autosize
      minRows={2}
      maxRows={12}
      value={draft[name]}
      onChange={(event) => edit({ [name]: event.currentTarget.value })}
    />
  );
  const reload = () => {
    forget();
    return cache.resetQueries({ queryKey: conclusionQuery(bookingId).queryKey });
  };
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={2}>{t('conclusion.title')}</Title>
        <DraftStatus dirty={dirty} saving={saving} />
      </Group>
      <ProblemAlert error={error}>
        <Unprintable error={error} />
        {hasCode(error, 'draft_changed') && (
          <Button variant="default" mt="sm" display="block" onClick={() => void reload()}>
            {t('conclusion.reload')}
          </Button>
        )}
      </ProblemAlert>
      {field('complaints')}
      {field('anamnesis')}
      {field('examination')}
      <DiagnosisField
        code={draft.diagnosis_code}
        title={draft.diagnosis_title}
        onChoose={(item) =>
          edit({ diagnosis_code: item?.code ?? null, diagnosis_title: item?.title ?? null })
        }
      />
      <Textarea
        label={t('conclusion.diagnosisText')}
        autosize
        minRows={1}
        value={draft.diagnosis_text}
        onChange={(event) => edit({ diagnosis_text: event.currentTarget.value })}
      />
      {field('recommendations', true)}
      <Signing bookingId={bookingId} settle={settle} />
    </Stack>
  );
}
