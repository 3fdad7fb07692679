import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Doctor, doctorQuery, sessionQuery } from '@mila/api';
import { Loaded, PageTitle, Portrait, serverYear } from '@mila/ui';
import { BookingChoice } from '../features/choice/booking-choice';

export function DoctorPage() {
  const { t } = useTranslation('patient');
  const { slug } = useParams({ from: '/member/doctors/$slug' });
  const choice = useSearch({ from: '/member/doctors/$slug' });
  const navigate = useNavigate({ from: '/doctors/$slug' });
  const { data: session } = useQuery(sessionQuery);
  const doctor = useQuery(doctorQuery(slug));
  return (
    <Loaded query={doctor}>
      {(it) => (
        <Stack gap="xl">
          <Header doctor={it} />
          <Stack gap="md" component="section">
            <Title order={2}>{t('doctor.book')}</Title>
            <BookingChoice
              doctor={it}
              choice={choice}
              identified={session?.acr === 'gosuslugi'}
              onChoice={(next) => void navigate({ search: next, replace: true, resetScroll: false })}
            />
          </Stack>
          <About doctor={it} />
        </Stack>
      )}
    </Loaded>
  );
}

function Header({ doctor }: { doctor: Doctor }) {
  const { t } = useTranslation('patient');
  const experience =
    doctor.experience_since &&
    t('search.experience', { count: Math.max(1, serverYear() - doctor.experience_since) });
  return (
    <Group gap="lg" wrap="nowrap" align="flex-start">
      <Portrait name={doctor.full_name} src={doctor.portrait_url} size={120} />
      <PageTitle
        lead={
          <>
            <Text c="var(--mantine-color-text)" fw={500}>
              {doctor.speciality_titles.join(', ')}
            </Text>
            <Text>{[experience, doctor.degree].filter(Boolean).join(', ')}</Text>
          </>
        }
      >
        {doctor.full_name}
      </PageTitle>
    </Group>
  );
}

function About({ doctor }: { doctor: Doctor }) {
  const { t } = useTranslation('patient');
  return (
    <Card component="section">
      <Stack gap="md">
        <Title order={2}>{t('doctor.about')}</Title>
        <Text>{doctor.about}</Text>
        {doctor.education.length > 0 && (
          <div>
            <Title order={3}>{t('doctor.education')}</Title>
            {doctor.education.map((line) => (
              <Text key={line}>{line}</Text>
            ))}
          </div>
        )}
        <div>
          <Title order={3}>{t('doctor.works')}</Title>
          {doctor.clinics.map((clinic) => (
            <div key={clinic.clinic_id}>
              <Link to="/clinics/$slug" params={{ slug: clinic.clinic_id }}>
                {clinic.title}
              </Link>
            </div>
          ))}
        </div>
      </Stack>
    </Card>
  );
}
