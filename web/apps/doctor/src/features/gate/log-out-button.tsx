import { ActionIcon, Button } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { logOut } from '@mila/api';
import { leaveMila } from '@mila/app';

/** Ends the session here and at Gosuslugi; a sign in the header, a word at the gate. */
export function LogOutButton({ inWords = false }: { inWords?: boolean }) {
  const { t } = useTranslation('doctor');
  const cache = useQueryClient();
  const leave = useMutation({
    mutationFn: logOut,
    onSuccess: ({ redirect_url }) => leaveMila(cache, redirect_url),
  });
  const shared = { loading: leave.isPending, onClick: () => leave.mutate() };
  if (inWords)
    return (
      <Button {...shared} variant="default">
        {t('gate.logout')}
      </Button>
    );
  return (
    <ActionIcon {...shared} aria-label={t('gate.logout')} title={t('gate.logout')}>
      <IconLogout size={22} stroke={1.6} aria-hidden />
    </ActionIcon>
  );
}
