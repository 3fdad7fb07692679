import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { specialitiesQuery } from '@mila/api';
import { ErrorState } from '@mila/ui';
import classes from './search.module.css';

const shownAtHome = 9;

/** The specialities with most doctors: a way in for those who do not know what to type. */
export function SpecialityGrid() {
  const { t } = useTranslation('patient');
  const { data, error, refetch } = useQuery(specialitiesQuery);
  const items = [...(data?.items ?? [])]
    .filter((item) => item.doctor_count > 0)
    .sort((one, other) => other.doctor_count - one.doctor_count)
    .slice(0, shownAtHome);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!items.length) return null;
  return (
    <Stack gap="md" component="section">
      <Title order={2}>{t('home.specialities')}</Title>
      <div className={classes.specialities}>
        {items.map((item) => (
          <Link
            key={item.slug}
            to="/search"
            search={{ speciality: item.slug }}
            className={classes.speciality}
          >
            <Text span fw={500}>
              {item.title}
            </Text>
            <Text span c="dimmed" fz="sm" className="numerals" style={{ whiteSpace: 'nowrap' }}>
              {t('home.doctors', { count: item.doctor_count })}
            </Text>
          </Link>
        ))}
      </div>
    </Stack>
  );
}
