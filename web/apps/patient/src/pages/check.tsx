import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { registerRoomTexts } from '@mila/call';
import { PageTitle } from '@mila/ui';
import { ConnectionCheck } from '../features/check/connection-check';
import { registerCheckTexts } from '../features/check/texts';

registerRoomTexts();
registerCheckTexts();

export function CheckPage() {
  const { t } = useTranslation('check');
  return (
    <Stack gap="lg" maw={720} mx="auto">
      <PageTitle>{t('title')}</PageTitle>
      <ConnectionCheck />
    </Stack>
  );
}
