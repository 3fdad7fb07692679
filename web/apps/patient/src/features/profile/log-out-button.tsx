import { Button } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { forgetPushHere, logOut } from '@mila/api';
import { leaveMila } from '@mila/app';
import { ProblemAlert } from '@mila/ui';

/** Ends the session here and, when there was one, at Gosuslugi: the answer says where to go. */
export function LogOutButton() {
  const { t } = useTranslation('patient');
  const cache = useQueryClient();
  const leave = useMutation({
    mutationFn: () => forgetPushHere().then(logOut),
    onSuccess: ({ redirect_url }) => leaveMila(cache, redirect_url),
  });
  return (
    <>
      <ProblemAlert error={leave.error} />
      <Button
        variant="default"
        leftSection={<IconLogout size={20} aria-hidden />}
        loading={leave.isPending}
        onClick={() => leave.mutate()}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('profile.logout')}
      </Button>
    </>
  );
}
