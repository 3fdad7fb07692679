import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeDocument, documentQuery, keys, type MedicalDocument, removeDocument } from '@mila/api';
import { ConfirmDialog, Dialog, ProblemAlert, useFormDraft, useWaitingDraft } from '@mila/ui';
import { FormActions } from './note-form';

const draftOf = ({ document_id }: MedicalDocument) => `document ${document_id}`;

/** Title and date of an own document may be corrected. */
export function EditDocument({ document }: { document: MedicalDocument }) {
  const { t } = useTranslation('patient');
  const [opened, dialog] = useDisclosure(useWaitingDraft(draftOf(document)) === 'open');
  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={20} aria-hidden />} onClick={dialog.open}>
        {t('document.edit')}
      </Button>
      <Dialog opened={opened} onClose={dialog.close} title={t('document.editTitle')}>
        <EditForm document={document} onDone={dialog.close} />
      </Dialog>
    </>
  );
}

function EditForm({ document, onDone }: { document: MedicalDocument; onDone: () => void }) {
  const { t } = useTranslation('patient');
  const cache = useQueryClient();
  const draft = useFormDraft(draftOf(document), {
    title: document.title,
    document_date: document.document_date,
  });
  const form = useForm({
    initialValues: draft.values,
    onValuesChange: draft.keep,
    validate: {
      title: (title) => (title.trim() ? null : t('medcard.addRequired')),
      document_date: (date) => (date ? null : t('document.dateRequired')),
    },
  });
  const save = useMutation({
    mutationFn: (wanted: typeof form.values) => changeDocument(document.document_id, wanted),
    onSuccess: async (changed) => {
      cache.setQueryData(documentQuery(document.document_id).queryKey, changed);
      draft.forget();
      onDone();
      await cache.invalidateQueries({ queryKey: keys.documents });
    },
  });
  const cancel = () => {
    draft.forget();
    onDone();
  };
  return (
    <form onSubmit={form.onSubmit((wanted) => save.mutate(wanted))} noValidate>
      <Stack gap="md">
        <TextInput
          {...form.getInputProps('title')}
          label={t('medcard.addName')}
          maxLength={200}
          required
          data-autofocus
        />
        <TextInput
          {...form.getInputProps('document_date')}
          label={t('medcard.addDate')}
          type="date"
          required
        />
        <ProblemAlert error={save.error} />
        <FormActions onCancel={cancel} pending={save.isPending} />
      </Stack>
    </form>
  );
}

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
