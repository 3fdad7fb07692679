import { Button, FileInput, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconPaperclip, IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addDocument } from '@mila/api';
import { Dialog, ProblemAlert } from '@mila/ui';

/** «Добавить документ»: the medcard kept by hand, for everybody (R035, R161). */
export function AddDocument() {
  const { t } = useTranslation('patient');
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={dialog.open}>
        {t('medcard.add')}
      </Button>
      <Dialog opened={opened} onClose={dialog.close} title={t('medcard.addTitle')}>
        <UploadForm onDone={dialog.close} />
      </Dialog>
    </>
  );
}

function UploadForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation(['patient', 'common']);
  const cache = useQueryClient();
  const form = useForm({
    initialValues: { title: '', date: '', file: null as File | null },
    validate: {
      title: (title) => (title.trim() ? null : t('medcard.addRequired')),
      file: (file) => (file ? null : t('medcard.addFileRequired')),
    },
  });
  const add = useMutation({
    mutationFn: addDocument,
    onSuccess: async () => {
      onDone();
      await cache.invalidateQueries({ queryKey: ['documents'] });
    },
  });
  const submit = form.onSubmit(({ title, date, file }) => {
    if (file) add.mutate({ title: title.trim(), file, documentDate: date || undefined });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          {...form.getInputProps('title')}
          label={t('medcard.addName')}
          description={t('medcard.addNameHint')}
          maxLength={200}
          required
          data-autofocus
        />
        <TextInput {...form.getInputProps('date')} label={t('medcard.addDate')} type="date" />
        <FileInput
          {...form.getInputProps('file')}
          label={t('medcard.addFile')}
          description={t('medcard.addFileHint')}
          placeholder={t('medcard.addPick')}
          accept="application/pdf,image/jpeg,image/png"
          leftSection={<IconPaperclip size={20} aria-hidden />}
          required
        />
        <ProblemAlert error={add.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {t('medcard.addSave')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
