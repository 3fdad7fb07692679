import { List } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiProblem, hasCode } from '@mila/api';

interface Place {
  field: 'complaints' | 'anamnesis' | 'examination' | 'diagnosis_text' | 'recommendations';
  line: number;
  characters: string;
}

const labels = {
  complaints: 'complaints',
  anamnesis: 'anamnesis',
  examination: 'examination',
  diagnosis_text: 'diagnosisText',
  recommendations: 'recommendations',
} as const;

/** Where the letters stand that cannot be printed. */
export function Unprintable({ error }: { error: unknown }) {
  const { t } = useTranslation('doctor');
  if (!(error instanceof ApiProblem) || !hasCode(error, 'unprintable_text')) return null;
  const places = error.extra.places as Place[];
  return (
    <List mt="sm">
      {places.map(({ field, line, characters }) => (
        <List.Item key={`${field} ${line}`}>
          {t('conclusion.unprintable', { field: t(`conclusion.${labels[field]}`), line, characters })}
        </List.Item>
      ))}
    </List>
  );
}
