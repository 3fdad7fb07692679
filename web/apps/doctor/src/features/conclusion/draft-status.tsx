import { Group, Text } from '@mantine/core';
import { IconCloudCheck, IconCloudUp, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Where the typed text is now: on this screen, on its way, or safe. */
export function DraftStatus({ dirty, saving }: { dirty: boolean; saving: boolean }) {
  const { t } = useTranslation('doctor');
  const Icon = saving ? IconCloudUp : dirty ? IconPencil : IconCloudCheck;
  const words = saving ? t('conclusion.saving') : dirty ? t('conclusion.unsaved') : t('conclusion.saved');
  return (
    <Group gap={6} c="dimmed" role="status" wrap="nowrap">
      <Icon size={18} aria-hidden />
      <Text fz="sm">{words}</Text>
    </Group>
  );
}
