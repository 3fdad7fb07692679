import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '@mila/api';
import { PageTitle } from '@mila/ui';
import { GosuslugiOffer } from '../features/profile/gosuslugi-offer';
import { Important } from '../features/records/important';
import { SearchField } from '../features/search/search-field';
import { SpecialityGrid } from '../features/search/speciality-grid';

export function HomePage() {
  const { t } = useTranslation('patient');
  const { data: session } = useQuery(sessionQuery);
  return (
    <Stack gap="xl">
      <Important />
      <GosuslugiOffer session={session} />
      <Stack gap="md" component="section">
        <PageTitle lead={t('home.lead')}>{t('home.title')}</PageTitle>
        <SearchField />
      </Stack>
      <SpecialityGrid />
    </Stack>
  );
}
