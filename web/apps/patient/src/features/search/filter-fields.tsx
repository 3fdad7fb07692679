import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { clinicSpecialitiesQuery, clinicsQuery, type VisitType } from '@mila/api';
import { useFormat } from '@mila/ui';
import { type Change, type Filters, prices } from './filters';

export interface FilterProps {
  filters: Filters;
  fixed: 'clinic'[];
  onChange: Change;
}

/** The single filters; a bar lays them side by side, a sheet one under the other. */
export function FilterFields({ filters, fixed, onChange }: FilterProps) {
  const { t } = useTranslation(['patient', 'common']);
  const { money } = useFormat();
  const within = fixed.includes('clinic') ? filters.clinic : undefined;
  const specialities = useQuery(clinicSpecialitiesQuery(within)).data?.items ?? [];
  const clinics = useQuery({ ...clinicsQuery, enabled: !within }).data?.items ?? [];
  const any = { value: '', label: t('search.any') };
  const bounds = filters.price && !prices.includes(filters.price) ? [...prices, filters.price] : prices;
  return (
    <>
      <SegmentedControl
        aria-label={t('search.type')}
        size="md"
        value={filters.type ?? 'any'}
        onChange={(next) => onChange({ type: next === 'any' ? undefined : (next as VisitType) })}
        data={[
          { value: 'any', label: t('search.anyType') },
          { value: 'online', label: t('common:visitType.online') },
          { value: 'clinic', label: t('common:visitType.clinic') },
        ]}
      />
      <NativeSelect
        label={t('search.speciality')}
        value={filters.speciality ?? ''}
        onChange={({ currentTarget }) => onChange({ speciality: currentTarget.value || undefined })}
        data={[any, ...specialities.map(({ slug, profession }) => ({ value: slug, label: profession }))]}
      />
      {!within && (
        <NativeSelect
          label={t('search.clinic')}
          value={filters.clinic ?? ''}
          onChange={({ currentTarget }) => onChange({ clinic: currentTarget.value || undefined })}
          data={[any, ...clinics.map(({ slug, title }) => ({ value: slug, label: title }))]}
        />
      )}
      <NativeSelect
        label={t('search.price')}
        value={String(filters.price ?? '')}
        onChange={({ currentTarget }) => onChange({ price: Number(currentTarget.value) || undefined })}
        data={[
          { value: '', label: t('search.anyPrice') },
          ...bounds.map((bound) => ({
            value: String(bound),
            label: t('search.upTo', { price: money(bound * 100) }),
          })),
        ]}
      />
      <NativeSelect
        label={t('search.soon')}
        value={filters.soon ?? ''}
        onChange={({ currentTarget }) =>
          onChange({ soon: (currentTarget.value || undefined) as Filters['soon'] })
        }
        data={[
          { value: '', label: t('search.anyTime') },
          ...(['today', 'tomorrow', 'week'] as const).map((value) => ({
            value,
            label: t(`search.${value}`),
          })),
        ]}
      />
    </>
  );
}
