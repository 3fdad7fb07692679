import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  onCancel: () => void;
  pending: boolean;
}

/** The two ways out of a form. */
export function FormActions({ onCancel, pending }: Props) {
  const { t } = useTranslation(['patient', 'common']);
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onCancel}>
        {t('common:cancel')}
      </Button>
      <Button type="submit" loading={pending}>
        {t('medcard.addSave')}
      </Button>
    </Group>
  );
}
