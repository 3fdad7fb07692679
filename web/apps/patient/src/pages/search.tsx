import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { specialitiesQuery } from '@mila/api';
import { PageTitle } from '@mila/ui';
import { DoctorSearch } from '../features/search/doctor-search';
import { SearchField } from '../features/search/search-field';

export function SearchPage() {
  const { t } = useTranslation('patient');
  const filters = useSearch({ from: '/member/search' });
  const { data } = useQuery(specialitiesQuery);
  const navigate = useNavigate({ from: '/search' });
  const title = data?.items.find((item) => item.slug === filters.speciality)?.title ?? t('search.title');
  return (
    <Stack gap="lg">
      <PageTitle>{title}</PageTitle>
      <SearchField key={filters.q} initial={filters.q} />
      <DoctorSearch
        filters={filters}
        onChange={(change) =>
          void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false })
        }
        onReset={() => void navigate({ search: {}, replace: true })}
      />
    </Stack>
  );
}
