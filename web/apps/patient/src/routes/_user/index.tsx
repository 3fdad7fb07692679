import { Stack } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { bookingsQuery, sessionQuery, specialitiesQuery } from '@mila/api';
import { PageTitle, Waiting } from '@mila/ui';
import { Important } from '../../features/records/important';
import { SearchField } from '../../features/search/search-field';
import { SpecialityGrid } from '../../features/search/speciality-grid';
import { cabinetTexts } from '../../locales';

export const Route = createFileRoute('/_user/')({
  component: HomePage,
});

// Few came by password: the offer and its words are fetched for them alone.
const GosuslugiOffer = lazy(async () => {
  const [offer] = await Promise.all([import('../../features/profile/gosuslugi-offer'), cabinetTexts()]);
  return { default: offer.GosuslugiOffer };
});

function HomePage() {
  const { t } = useTranslation('patient');
  const { data: session } = useQuery(sessionQuery);
  const visits = useInfiniteQuery(bookingsQuery('upcoming'));
  const specialities = useQuery(specialitiesQuery);
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
      {(visits.isPending || specialities.isPending) && <Waiting />}
    </Stack>
  );
}
