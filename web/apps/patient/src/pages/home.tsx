import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '@mila/api';
import { PageTitle } from '@mila/ui';
import { Important } from '../features/records/important';
import { SearchField } from '../features/search/search-field';
import { SpecialityGrid } from '../features/search/speciality-grid';
import { cabinetTexts } from '../locales';

// Few came by password: the offer and its words are fetched for them alone.
const GosuslugiOffer = lazy(async () => {
  const [offer] = await Promise.all([import('../features/profile/gosuslugi-offer'), cabinetTexts()]);
  return { default: offer.GosuslugiOffer };
});

export function HomePage() {
  const { t } = useTranslation('patient');
  const { data: session } = useQuery(sessionQuery);
  return (
    <Stack gap="xl">
      <Important />
      {session?.acr === 'password' && (
        <Suspense>
          <GosuslugiOffer session={session} />
        </Suspense>
      )}
      <Stack gap="md" component="section">
        <PageTitle lead={t('home.lead')}>{t('home.title')}</PageTitle>
        <SearchField />
      </Stack>
      <SpecialityGrid />
    </Stack>
  );
}
