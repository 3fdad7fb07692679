import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '@mila/ui';
import { Important } from '../features/records/important';
import { SearchField } from '../features/search/search-field';
import { SpecialityGrid } from '../features/search/speciality-grid';

export function HomePage() {
  const { t } = useTranslation('patient');
  return (
    <Stack gap="xl">
      <Important />
      <Stack gap="md" component="section">
        <PageTitle lead={t('home.lead')}>{t('home.title')}</PageTitle>
        <SearchField />
      </Stack>
      <SpecialityGrid />
    </Stack>
  );
}
