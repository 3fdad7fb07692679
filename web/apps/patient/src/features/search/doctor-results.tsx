import { Button, Stack } from '@mantine/core';
import { IconUserSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type DoctorCard, type DoctorFilter, doctorsQuery, openingsQuery } from '@mila/api';
import { CardSkeletons, EmptyState, Loaded, MoreButton } from '@mila/ui';
import { DoctorResult } from './doctor-result';

/** Doctors by a filter, page after page, each page with its nearest times. */
export function DoctorResults({ filter }: { filter: DoctorFilter }) {
  const { t } = useTranslation('patient');
  const query = useInfiniteQuery(doctorsQuery(filter));
  return (
    <Loaded query={query} skeleton={<CardSkeletons />}>
      {({ pages }) =>
        pages[0]?.items.length ? (
          <Stack gap="md" aria-live="polite">
            {pages.map((page) => (
              <ResultPage key={page.items[0]?.doctor_id} doctors={page.items} />
            ))}
            <MoreButton query={query} />
          </Stack>
        ) : (
          <EmptyState
            icon={IconUserSearch}
            title={t('search.empty')}
            action={
              <Button component={Link} to="/search">
                {t('search.reset')}
              </Button>
            }
          >
            {t('search.emptyHint')}
          </EmptyState>
        )
      }
    </Loaded>
  );
}

function ResultPage({ doctors }: { doctors: DoctorCard[] }) {
  const openings = useQuery(openingsQuery(doctors.map((doctor) => doctor.doctor_id)));
  const nearest = (id: string) =>
    openings.data && (openings.data.items.find((item) => item.doctor_id === id)?.starts_at ?? null);
  return doctors.map((doctor) => (
    <DoctorResult key={doctor.doctor_id} doctor={doctor} opening={nearest(doctor.doctor_id)} />
  ));
}
