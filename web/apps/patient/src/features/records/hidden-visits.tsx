import { Alert, Stack } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IdentifyButton } from '@mila/ui';

/** A login by password shows no online visits: how many there are, and how to see them. */
export function HiddenVisits({ count }: { count: number }) {
  const { t } = useTranslation('patient');
  if (count === 0) return null;
  return (
    <Alert icon={<IconShieldLock aria-hidden />} title={t('records.hidden', { count })}>
      <Stack gap="sm" align="flex-start">
        {t('records.hiddenHint')}
        <IdentifyButton />
      </Stack>
    </Alert>
  );
}
