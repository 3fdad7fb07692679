import { Card, Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Profile } from '@mila/api';
import { FactList, useFormat } from '@mila/ui';

export function PersonalData({ profile }: { profile: Profile }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const email = profile.email && (
    <>
      {profile.email}
      {!profile.email_verified && ` (${t('profile.emailUnverified')})`}
    </>
  );
  return (
    <Card component="section">
      <Stack gap="md">
        <Title order={2}>{t('profile.me')}</Title>
        <FactList
          facts={[
            { label: t('profile.name'), value: profile.full_name },
            {
              label: t('profile.birth'),
              value: profile.birth_date && format.calendarDate(profile.birth_date),
            },
            { label: t('profile.snils'), value: profile.snils_masked },
            { label: t('profile.email'), value: email },
            { label: t('profile.phone'), value: profile.phone_masked },
            { label: t('profile.gosuslugi'), value: profile.gosuslugi_linked && t('profile.linked') },
          ]}
        />
      </Stack>
    </Card>
  );
}
