import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { specialitiesQuery } from '@mila/api';
import { PageTitle } from '@mila/ui';
import { DoctorResults } from '../features/search/doctor-results';
import { SearchField } from '../features/search/search-field';
import { TypeFilter } from '../features/search/type-filter';

export function SearchPage() {
  const { t } = useTranslation('patient');
  const { q, speciality, clinic, type } = useSearch({ from: '/member/search' });
  const { data } = useQuery(specialitiesQuery);
  const navigate = useNavigate({ from: '/search' });
  const title = data?.items.find((item) => item.slug === speciality)?.title ?? t('search.title');
  return (
    <Stack gap="lg">
      <PageTitle>{title}</PageTitle>
      <SearchField key={q} initial={q} />
      <TypeFilter
        value={type}
        onChange={(next) => void navigate({ search: (old) => ({ ...old, type: next }), replace: true })}
      />
      <DoctorResults filter={{ q, speciality, clinic, visit_type: type }} />
    </Stack>
  );
}
