import { Button } from '@mantine/core';
import { IconVideo } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@mila/ui';

export function RoomPage() {
  const { t } = useTranslation('patient');
  const { id } = useParams({ from: '/call/records/$id/room' });
  return (
    <EmptyState
      icon={IconVideo}
      title={t('records.connect')}
      action={
        <Button component={Link} to={`/records/${id}`}>
          {t('records.open')}
        </Button>
      }
    />
  );
}
