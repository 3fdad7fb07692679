import { Button, Group, Select, Stack, Text, Textarea, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCloudCheck, IconCloudUp, IconPencil } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Conclusion, conclusionQuery, diagnosesQuery, type Diagnosis, hasCode } from '@mila/api';
import { ProblemAlert } from '@mila/ui';
import { Signing, Unprintable } from './signing';
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

/** Where the typed text is now: on this screen, on its way, or safe. */
export function DraftStatus({ dirty, saving }: { dirty: boolean; saving: boolean }) {
  const { t } = useTranslation('doctor');
  const Icon = saving ? IconCloudUp : dirty ? IconPencil : IconCloudCheck;
  const words = saving ? t('conclusion.saving') : dirty ? t('conclusion.unsaved') : t('conclusion.saved');
  return (
    <Group gap={6} c="dimmed" role="status" wrap="nowrap">
      <Icon size={18} aria-hidden />
      <Text fz="sm">{words}</Text>
    </Group>
  );
}

interface Props {
  code?: string | null;
  title?: string | null;
  onChoose: (diagnosis: Diagnosis | null) => void;
}

const label = ({ code, title }: Diagnosis) => `${code} ${title}`;

/** ICD-10 by code or words, searched while typing. */
export function DiagnosisField({ code, title, onChoose }: Props) {
  const { t } = useTranslation('doctor');
  const chosen = code ? { code, title: title ?? '' } : null;
  const [words, setWords] = useState(chosen ? label(chosen) : '');
  const [asked] = useDebouncedValue(words.trim(), 200);
  const { data } = useQuery(diagnosesQuery(chosen && asked === label(chosen) ? '' : asked));
  const found = data?.items ?? [];
  const known = chosen && !found.some((item) => item.code === chosen.code) ? [chosen, ...found] : found;
  return (
    <Select
      role="combobox"
      label={t('conclusion.diagnosis')}
      placeholder={t('conclusion.diagnosisHint')}
      required
      searchable
      clearable
      value={code ?? null}
      searchValue={words}
      onSearchChange={setWords}
      data={known.map((item) => ({ value: item.code, label: label(item) }))}
      filter={({ options }) => options}
      nothingFoundMessage={asked.length > 1 ? t('conclusion.diagnosisNothing') : undefined}
      onChange={(next) => onChoose(known.find((item) => item.code === next) ?? null)}
    />
  );
}
