import { Card, List, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Doctor, placeOf } from '@mila/api';
import { useFormat, useServerNow } from '@mila/ui';
import classes from './doctor.module.css';

/** What is worth knowing before choosing: about, education, where the doctor receives. */
export function AboutDoctor({ doctor }: { doctor: Doctor }) {
  const { t } = useTranslation('patient');
  return (
    <Card component="section">
      <Stack gap="lg">
        <Stack gap="xs">
          <Title order={2}>{t('doctor.about')}</Title>
          {doctor.about && <Text>{doctor.about}</Text>}
        </Stack>
        {doctor.education.length > 0 && (
          <Stack gap="xs">
            <Title order={3}>{t('doctor.education')}</Title>
            <List spacing={4}>
              {doctor.education.map((line) => (
                <List.Item key={line}>{line}</List.Item>
              ))}
            </List>
          </Stack>
        )}
        <Stack gap="xs">
          <Title order={3}>{t('doctor.works')}</Title>
          <div className={classes.clinics}>
            {doctor.clinics.map((clinic) => (
              <ClinicLine key={clinic.clinic_id} clinic={clinic} />
            ))}
          </div>
        </Stack>
      </Stack>
    </Card>
  );
}

function ClinicLine({ clinic }: { clinic: Doctor['clinics'][number] }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const now = new Date(useServerNow(30_000)).toISOString();
  const elsewhere = format.zoneName(now) !== format.zoneName(now, clinic.time_zone);
  return (
    <div>
      <Link to="/clinics/$slug" params={{ slug: clinic.slug }}>
        {clinic.title}
      </Link>
      <Text c="dimmed">{placeOf(clinic)}</Text>
      {elsewhere && (
        <Text c="dimmed" fz="sm" className="numerals">
          {t('clinic.now')}: {format.time(now, clinic.time_zone)} ({format.zoneName(now, clinic.time_zone)})
        </Text>
      )}
    </div>
  );
}
