import { Stack } from '@mantine/core';
import { createFileRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '@mila/ui';
import { ConnectionCheck } from '../../features/check/connection-check';

export const Route = createFileRoute('/_user/check')({
  component: CheckPage,
});

function CheckPage() {
  const { t } = useTranslation('check');
  return (
    <Stack gap="lg" maw={720} mx="auto">
      <PageTitle>{t('title')}</PageTitle>
      <ConnectionCheck />
    </Stack>
  );
}
