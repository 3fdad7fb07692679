import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Profile } from '@mila/api';
import { DetailList, useFormat } from '@mila/ui';

const source = ({ personal_data_hidden, gosuslugi_linked }: Profile) => {
  if (personal_data_hidden) return 'profile.meHidden';
  return gosuslugi_linked ? 'profile.meFromGosuslugi' : 'profile.meFromForm';
};

/** What Mila knows of the person, numbers masked, and where it comes from. */
export function PersonalData({ profile }: { profile: Profile }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  return (
    <>
      <DetailList
        details={[
          { label: t('profile.name'), value: profile.full_name },
          { label: t('profile.birth'), value: profile.birth_date && format.calendarDate(profile.birth_date) },
          { label: t('profile.snils'), value: profile.snils_masked },
          { label: t('profile.email'), value: profile.email },
          { label: t('profile.phone'), value: profile.phone_masked },
        ]}
      />
      <Text c="dimmed" fz="sm">
        {t(source(profile))}
      </Text>
    </>
  );
}
