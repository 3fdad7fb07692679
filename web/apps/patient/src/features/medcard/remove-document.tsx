import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys, removeDocument } from '@mila/api';
import { ConfirmDialog } from '@mila/ui';

/** An own upload may be taken away again. */
export function RemoveDocument({ documentId, onRemoved }: { documentId: string; onRemoved: () => void }) {
  const { t } = useTranslation('patient');
  const cache = useQueryClient();
  const [asked, dialog] = useDisclosure(false);
  const remove = useMutation({
    mutationFn: () => removeDocument(documentId),
    onSuccess: async () => {
      onRemoved();
      await cache.invalidateQueries({ queryKey: keys.documents });
    },
  });
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={20} aria-hidden />}
        onClick={dialog.open}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('document.remove')}
      </Button>
      <ConfirmDialog
        opened={asked}
        onClose={dialog.close}
        title={t('document.removeTitle')}
        confirm={t('document.remove')}
        danger
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
      >
        <Text>{t('document.removeHint')}</Text>
      </ConfirmDialog>
    </>
  );
}
