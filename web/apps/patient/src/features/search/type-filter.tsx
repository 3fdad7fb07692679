import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VisitType } from '@mila/api';

interface Props {
  value?: VisitType;
  onChange: (value?: VisitType) => void;
}

export function TypeFilter({ value, onChange }: Props) {
  const { t } = useTranslation(['patient', 'common']);
  return (
    <SegmentedControl
      aria-label={t('search.type')}
      size="md"
      style={{ alignSelf: 'flex-start' }}
      value={value ?? 'any'}
      onChange={(next) => onChange(next === 'any' ? undefined : (next as VisitType))}
      data={[
        { value: 'any', label: t('search.anyType') },
        { value: 'online', label: t('common:visitType.online') },
        { value: 'clinic', label: t('common:visitType.clinic') },
      ]}
    />
  );
}
