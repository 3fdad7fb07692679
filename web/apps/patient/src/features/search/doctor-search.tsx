import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { IconUserSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CardSkeletons, EmptyState, ErrorState, MoreButton, Waiting } from '@mila/ui';
import { DoctorResult } from './doctor-result';
import { FilterBar, FilterChips } from './filter-bar';
import { type Change, countOf, type Filters } from './filters';
import { useDoctorSearch } from './use-doctor-search';

interface DoctorSearchProps {
  filters: Filters;
  /** Narrowed by the page itself, so not to be changed here. */
  fixed?: 'clinic'[];
  onChange: Change;
  onReset: () => void;
}

/** Doctors with filters above them: how many there are, and each with the nearest free time. */
export function DoctorSearch({ filters, fixed = [], onChange, onReset }: DoctorSearchProps) {
  const { t } = useTranslation('patient');
  const { cards, total, openings, error, retry } = useDoctorSearch(filters);
  const doctors = cards.data?.pages.flatMap((page) => page.items);
  const waiting = total === undefined || (total > 0 && !doctors);
  return (
    <Stack gap="md">
      <FilterBar filters={filters} fixed={fixed} onChange={onChange} />
      <FilterChips filters={filters} fixed={fixed} onChange={onChange} />
      <Group justify="space-between" gap="sm" mih={44}>
        <Text role="status" fw={600}>
          {total === undefined ? '' : t('search.found', { count: total })}
        </Text>
        <SortChoice value={filters.sort} onChange={(sort) => onChange({ sort })} />
      </Group>
      {error && waiting && <ErrorState error={error} onRetry={retry} />}
      {!error && waiting && (
        <Waiting>
          <CardSkeletons height={160} />
        </Waiting>
      )}
      {total === 0 && (
        <EmptyState
          icon={IconUserSearch}
          title={t('search.empty')}
          action={
            countOf(filters, fixed) > 0 || filters.q ? (
              <Button onClick={onReset}>{t('search.reset')}</Button>
            ) : undefined
          }
        >
          {filters.soon ? t('search.emptySoon') : t('search.emptyHint')}
        </EmptyState>
      )}
      {doctors && total !== 0 && (
        <Stack gap="md">
          {doctors.map((doctor) => (
            <DoctorResult
              key={doctor.doctor_id}
              doctor={doctor}
              opening={openings.get(doctor.doctor_id)}
              type={filters.type}
            />
          ))}
          <MoreButton query={cards} />
        </Stack>
      )}
    </Stack>
  );
}

interface SortChoiceProps {
  value: Filters['sort'];
  onChange: (sort: Filters['sort']) => void;
}

/** In which order; the nearest time first unless another is chosen. */
export function SortChoice({ value, onChange }: SortChoiceProps) {
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
