import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { endAllSessions } from '@mila/api';
import { leaveMila } from '@mila/app';
import { ConfirmDialog } from '@mila/ui';

/** «Выйти на всех устройствах»: this one too, for whoever fears that somebody else is in. */
export function EndAllSessions() {
  const { t } = useTranslation('patient');
  const [asked, dialog] = useDisclosure(false);
  const cache = useQueryClient();
  const leave = useMutation({
    mutationFn: endAllSessions,
    onSuccess: ({ redirect_url }) => leaveMila(cache, redirect_url),
  });
  return (
    <>
      <Button variant="subtle" onClick={dialog.open}>
        {t('sessions.endAll')}
      </Button>
      <ConfirmDialog
        opened={asked}
        onClose={dialog.close}
        title={t('sessions.endAllTitle')}
        confirm={t('sessions.endAllConfirm')}
        danger
        pending={leave.isPending}
        error={leave.error}
        onConfirm={() => leave.mutate()}
      >
        <Text>{t('sessions.endAllHint')}</Text>
      </ConfirmDialog>
    </>
  );
}
