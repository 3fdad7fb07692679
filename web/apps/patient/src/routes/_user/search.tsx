import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { specialitiesQuery } from '@mila/api';
import { PageTitle } from '@mila/ui';
import { DoctorSearch } from '../../features/search/doctor-search';
import { filterParams } from '../../features/search/filters';
import { SearchField } from '../../features/search/search-field';
import { choiceTexts } from '../../locales';

export const Route = createFileRoute('/_user/search')({
  validateSearch: filterParams,
  loader: choiceTexts,
  component: SearchPage,
});

function SearchPage() {
  const { t } = useTranslation('patient');
  const filters = Route.useSearch();
  const { data } = useQuery(specialitiesQuery);
  const navigate = Route.useNavigate();
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
