import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLinkOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys, revokeShare, type Share } from '@mila/api';
import { ConfirmDialog } from '@mila/ui';
import { shareLabel } from './share-label';

/** Takes the link back, at once and for good (R160). */
export function RevokeButton({ share }: { share: Share }) {
  const { t } = useTranslation('patient');
  const cache = useQueryClient();
  const [asked, dialog] = useDisclosure(false);
  const revoke = useMutation({
    mutationFn: () => revokeShare(share.share_id),
    onSuccess: async () => {
      dialog.close();
      await cache.invalidateQueries({ queryKey: keys.shares });
    },
  });
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconLinkOff size={20} aria-hidden />}
        onClick={dialog.open}
      >
        {t('sharing.revoke')}
      </Button>
      <ConfirmDialog
        opened={asked}
        onClose={dialog.close}
        title={t('sharing.revokeTitle', { label: shareLabel(share, t) })}
        confirm={t('sharing.revokeConfirm')}
        danger
        pending={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate()}
      >
        <Text>{t('sharing.revokeHint')}</Text>
      </ConfirmDialog>
    </>
  );
}
