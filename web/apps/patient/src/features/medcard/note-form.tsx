import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys, writeNote } from '@mila/api';
import { ProblemAlert, useFormDraft } from '@mila/ui';

/** Words of one's own, such as a day's blood pressure, kept as a text document. */
export function NoteForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('patient');
  const cache = useQueryClient();
  const draft = useFormDraft('note', { title: '', date: '', text: '' });
  const form = useForm({
    initialValues: draft.values,
    onValuesChange: draft.keep,
    validate: {
      title: (title) => (title.trim() ? null : t('medcard.addRequired')),
      text: (text) => (text.trim() ? null : t('medcard.noteRequired')),
    },
  });
  const write = useMutation({
    mutationFn: writeNote,
    onSuccess: async () => {
      draft.forget();
      onDone();
      await cache.invalidateQueries({ queryKey: keys.documents });
    },
  });
  const cancel = () => {
    draft.forget();
    onDone();
  };
  const submit = form.onSubmit(({ title, date, text }) =>
    write.mutate({ title, text, document_date: date || undefined }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          {...form.getInputProps('title')}
          label={t('medcard.addName')}
          description={t('medcard.noteNameHint')}
          maxLength={200}
          required
        />
        <TextInput {...form.getInputProps('date')} label={t('medcard.addDate')} type="date" />
        <Textarea
          {...form.getInputProps('text')}
          label={t('medcard.noteText')}
          description={t('medcard.noteTextHint')}
          autosize
          minRows={4}
          maxRows={14}
          maxLength={20_000}
          required
        />
        <ProblemAlert error={write.error} />
        <FormActions onCancel={cancel} pending={write.isPending} />
      </Stack>
    </form>
  );
}

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
