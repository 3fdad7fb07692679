import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconBuildingHospital, IconClock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DoctorCard } from '@mila/api';
import { Portrait, serverYear, useFormat } from '@mila/ui';
import classes from './search.module.css';

/** A doctor among others: who, where, from what price, and the nearest free time. */
export function DoctorResult({ doctor, opening }: { doctor: DoctorCard; opening?: string | null }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const nearest = opening ? `${format.nearDay(opening)}, ${format.time(opening)}` : t('search.noTime');
  return (
    <Card component="article">
      <div className={classes.result}>
        <Portrait name={doctor.full_name} src={doctor.portrait_url} size={96} />
        <Stack gap={4} miw={0}>
          <Title order={2} fz="h3">
            <Link to="/doctors/$slug" params={{ slug: doctor.slug }} className={classes.name}>
              {doctor.full_name}
            </Link>
          </Title>
          <Text>{doctor.speciality_titles.join(', ')}</Text>
          {doctor.experience_since && (
            <Text c="dimmed">
              {t('search.experience', { count: Math.max(1, serverYear() - doctor.experience_since) })}
            </Text>
          )}
          <Group gap={6} wrap="nowrap" c="dimmed" align="flex-start">
            <IconBuildingHospital size={18} className={classes.icon} aria-hidden />
            <Text>{doctor.clinics.map((clinic) => clinic.title).join(', ')}</Text>
          </Group>
        </Stack>
        <Stack gap="xs" className={classes.offer}>
          {typeof doctor.price_from_kopecks === 'number' && (
            <Text fw={600} fz="lg" className="numerals">
              {t('search.from', { price: format.money(doctor.price_from_kopecks) })}
            </Text>
          )}
          {opening !== undefined && (
            <Group gap={6} wrap="nowrap" align="flex-start">
              <IconClock size={18} className={classes.icon} aria-hidden />
              <Text className="numerals">
                {opening && (
                  <Text span c="dimmed">
                    {t('search.nearest')}:{' '}
                  </Text>
                )}
                {nearest}
              </Text>
            </Group>
          )}
          <Button component={Link} to={`/doctors/${doctor.slug}`} variant="light">
            {t('search.choose')}
          </Button>
        </Stack>
      </div>
    </Card>
  );
}
