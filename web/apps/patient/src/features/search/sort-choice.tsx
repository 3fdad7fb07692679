import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Filters } from './filters';

interface Props {
  value: Filters['sort'];
  onChange: (sort: Filters['sort']) => void;
}

/** In which order; the nearest time first unless told otherwise. */
export function SortChoice({ value, onChange }: Props) {
  const { t } = useTranslation('patient');
  return (
    <NativeSelect
      aria-label={t('search.sort')}
      value={value ?? 'nearest'}
      onChange={({ currentTarget }) => {
        const chosen = currentTarget.value;
        onChange(chosen === 'price' || chosen === 'experience' ? chosen : undefined);
      }}
      data={[
        { value: 'nearest', label: t('search.byTime') },
        { value: 'price', label: t('search.byPrice') },
        { value: 'experience', label: t('search.byExperience') },
      ]}
    />
  );
}
