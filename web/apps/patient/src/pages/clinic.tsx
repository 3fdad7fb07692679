import { Card, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { clinicQuery } from '@mila/api';
import { FactList, Loaded, PageTitle, useFormat } from '@mila/ui';
import { DoctorResults } from '../features/search/doctor-results';

export function ClinicPage() {
  const { t } = useTranslation('patient');
  const { slug } = useParams({ from: '/member/clinics/$slug' });
  const format = useFormat();
  const clinic = useQuery(clinicQuery(slug));
  return (
    <Loaded query={clinic}>
      {(it) => (
        <Stack gap="lg">
          <PageTitle lead={it.address}>{it.title}</PageTitle>
          <Card>
            <Stack gap="md">
              <Text>{it.about}</Text>
              <FactList
                facts={[
                  { label: t('clinic.address'), value: it.address },
                  { label: t('clinic.phone'), value: <a href={`tel:${it.phone}`}>{it.phone}</a> },
                  { label: t('clinic.map'), value: format.zoneName(new Date().toISOString(), it.time_zone) },
                ]}
              />
            </Stack>
          </Card>
          <Title order={2}>{t('clinic.doctors')}</Title>
          <DoctorResults filter={{ clinic: it.slug }} />
        </Stack>
      )}
    </Loaded>
  );
}
