import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { diagnosesQuery, type Diagnosis } from '@mila/api';

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
