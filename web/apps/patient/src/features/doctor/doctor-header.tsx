import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Doctor } from '@mila/api';
import { PageTitle, Portrait, serverYear } from '@mila/ui';
import classes from './doctor.module.css';

/** Who the doctor is, at one glance. */
export function DoctorHeader({ doctor }: { doctor: Doctor }) {
  const { t } = useTranslation('patient');
  const experience = t('search.experience', { count: Math.max(1, serverYear() - doctor.experience_since) });
  return (
    <div className={classes.header}>
      <Portrait name={doctor.full_name} src={doctor.portrait_url} size={120} />
      <PageTitle
        lead={
          <Stack gap={2}>
            <Text c="var(--mantine-color-text)" fw={500}>
              {doctor.professions.join(', ')}
            </Text>
            <Text>{[experience, doctor.degree].filter(Boolean).join(', ')}</Text>
          </Stack>
        }
      >
        {doctor.full_name}
      </PageTitle>
    </div>
  );
}
