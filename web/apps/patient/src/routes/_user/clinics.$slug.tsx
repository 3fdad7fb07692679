import { Card, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Clinic, clinicQuery, clinicSpecialitiesQuery, placeOf } from '@mila/api';
import { DetailList, Loaded, PageTitle, useFormat, useServerNow } from '@mila/ui';
import { DoctorSearch } from '../../features/search/doctor-search';
import { filterParams } from '../../features/search/filters';
import { FindDoctor } from '../../features/search/find-doctor';
import { ShareLink } from '../../features/search/share-link';
import { choiceTexts } from '../../locales';

export const Route = createFileRoute('/_user/clinics/$slug')({
  validateSearch: filterParams,
  loader: choiceTexts,
  component: ClinicPage,
});

function ClinicPage() {
  const { t } = useTranslation('patient');
  const { slug } = Route.useParams();
  const filters = Route.useSearch();
  const navigate = Route.useNavigate();
  const clinic = useQuery(clinicQuery(slug));
  return (
    <Loaded query={clinic} lost={<FindDoctor />}>
      {(it) => (
        <Stack gap="lg">
          <PageTitle aside={<ShareLink path={`/clinics/${it.slug}`} title={it.title} />}>
            {it.title}
          </PageTitle>
          <ClinicDetails clinic={it} />
          <Title order={2}>{t('clinic.doctors')}</Title>
          <DoctorSearch
            filters={{ ...filters, clinic: it.slug }}
            fixed={['clinic']}
            onChange={(change) =>
              void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false })
            }
            onReset={() => void navigate({ search: {}, replace: true, resetScroll: false })}
          />
        </Stack>
      )}
    </Loaded>
  );
}

function ClinicDetails({ clinic }: { clinic: Clinic }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const now = new Date(useServerNow(30_000)).toISOString();
  const { data } = useQuery(clinicSpecialitiesQuery(clinic.slug));
  const zone = clinic.time_zone;
  return (
    <Card>
      <Stack gap="md">
        {clinic.about && <Text>{clinic.about}</Text>}
        <DetailList
          details={[
            { label: t('clinic.address'), value: placeOf(clinic) },
            {
              label: t('clinic.phone'),
              value: <a href={`tel:${clinic.phone.replace(/[^+\d]/g, '')}`}>{clinic.phone}</a>,
            },
            { label: t('clinic.now'), value: `${format.time(now, zone)} (${format.zoneName(now, zone)})` },
            {
              label: t('clinic.specialities'),
              value: data?.items.map((item) => item.profession).join(', '),
            },
          ]}
        />
      </Stack>
    </Card>
  );
}
