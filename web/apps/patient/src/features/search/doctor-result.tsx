import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconBuildingHospital, IconClock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DoctorCard, Opening, VisitType } from '@mila/api';
import { isoDay, Portrait, serverYear, useFormat } from '@mila/ui';
import classes from './search.module.css';

interface Props {
  doctor: DoctorCard;
  opening?: Opening;
  type?: VisitType;
}

/** A doctor among others: who, where, from what price, and the nearest free time, which opens its very day. */
export function DoctorResult({ doctor, opening, type }: Props) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const to = { to: '/doctors/$slug', params: { slug: doctor.slug } } as const;
  return (
    <Card component="article">
      <div className={classes.result}>
        <Portrait name={doctor.full_name} src={doctor.portrait_url} size={96} />
        <Stack gap={4} miw={0}>
          <Title order={2} fz="h3">
            <Link {...to} search={{ type }} className={classes.name}>
              {doctor.full_name}
            </Link>
          </Title>
          <Text>{doctor.professions.join(', ')}</Text>
          <Text c="dimmed">
            {t('search.experience', { count: Math.max(1, serverYear() - doctor.experience_since) })}
          </Text>
          <Group gap={6} wrap="nowrap" c="dimmed" align="flex-start">
            <IconBuildingHospital size={18} className={classes.icon} aria-hidden />
            <Text>{doctor.clinics.map((clinic) => clinic.title).join(', ')}</Text>
          </Group>
        </Stack>
        <Stack gap="xs" className={classes.offer}>
          <Text fw={600} fz="lg" className="numerals">
            {doctor.price_from_kopecks
              ? t('search.from', { price: format.money(doctor.price_from_kopecks) })
              : t('choice.free')}
          </Text>
          {opening ? (
            <Link
              {...to}
              search={{ offering: opening.offering_id, day: isoDay(opening.starts_at, format.zone) }}
              className={classes.nearest}
            >
              <IconClock size={18} className={classes.icon} aria-hidden />
              <span className="numerals">
                <span className={classes.nearestLabel}>{t('search.nearest')}:</span>{' '}
                {format.nearDay(opening.starts_at)}, {format.time(opening.starts_at)}
              </span>
            </Link>
          ) : (
            <Text c="dimmed">{t('search.noTime')}</Text>
          )}
          <Button component={Link} to={`/doctors/${doctor.slug}`} variant="light">
            {opening ? t('search.choose') : t('search.openDoctor')}
          </Button>
        </Stack>
      </div>
    </Card>
  );
}
