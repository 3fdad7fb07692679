import { Alert, Button, FileButton, Group, Progress, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertCircle, IconCamera, IconPaperclip } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uploadTypes } from '@mila/api';
import { ProblemAlert, useFormDraft } from '@mila/ui';
import { FormActions } from './note-form';
import { unfit, useUploads } from './use-uploads';

/** Files from the disk or straight from the camera; what will not be taken is said before it is sent. */
export function UploadForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('patient');
  const [files, setFiles] = useState<File[]>([]);
  const draft = useFormDraft('upload', { title: '', date: '', names: '' });
  const [{ title, date, names }, setAbout] = useState(draft.values);
  const [empty, setEmpty] = useState(false);
  const done = () => {
    draft.forget();
    onDone();
  };
  const change = (part: Partial<typeof draft.values>) => {
    const about = { title, date, names, ...part };
    setAbout(about);
    draft.keep(about);
  };
  const { send, sent, part, restart } = useUploads(done);
  const choose = (chosen: File | File[] | null) => {
    const found = chosen === null ? [] : Array.isArray(chosen) ? chosen : [chosen];
    if (!found.length) return;
    setFiles(found);
    change({ names: found.map(({ name }) => name).join(', ') });
    setEmpty(false);
    restart();
  };
  const refused = files.filter(unfit);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!files.length) return setEmpty(true);
    if (!refused.length) send.mutate({ files, title: title.trim(), documentDate: date || undefined });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Stack gap={6}>
          <Group gap="sm">
            <FileButton multiple accept={uploadTypes.join(',')} onChange={choose}>
              {(props) => (
                <Button {...props} variant="light" leftSection={<IconPaperclip size={20} aria-hidden />}>
                  {t('medcard.addPick')}
                </Button>
              )}
            </FileButton>
            <FileButton capture="environment" accept="image/*" onChange={choose}>
              {(props) => (
                <Button {...props} variant="light" leftSection={<IconCamera size={20} aria-hidden />}>
                  {t('medcard.addPhoto')}
                </Button>
              )}
            </FileButton>
          </Group>
          <Text c="dimmed">{t('medcard.addFileHint')}</Text>
          {draft.restored && !files.length && (
            <Text role="status">
              {t('medcard.addFileAgain')} {names}
            </Text>
          )}
          {empty && (
            <Text c="var(--mantine-color-error)" role="alert">
              {t('medcard.addFileRequired')}
            </Text>
          )}
        </Stack>
        <ChosenFiles files={files} />
        <TextInput
          label={t('medcard.addName')}
          description={t(files.length > 1 ? 'medcard.addNamesHint' : 'medcard.addNameHint')}
          value={title}
          onChange={(event) => change({ title: event.currentTarget.value })}
          maxLength={190}
        />
        <TextInput
          label={t('medcard.addDate')}
          type="date"
          value={date}
          onChange={(event) => change({ date: event.currentTarget.value })}
        />
        {send.isPending && (
          <Stack gap={6} role="status">
            <Text>{t('medcard.addSending', { place: sent + 1, count: files.length })}</Text>
            <Progress
              value={part * 100}
              size="lg"
              aria-label={t('medcard.addSending', { place: sent + 1, count: files.length })}
            />
          </Stack>
        )}
        <ProblemAlert error={send.error}>
          {sent > 0 && ` ${t('medcard.addPartly', { sent, count: files.length })}`}
        </ProblemAlert>
        <FormActions onCancel={done} pending={send.isPending} />
      </Stack>
    </form>
  );
}

function ChosenFiles({ files }: { files: File[] }) {
  const { t } = useTranslation(['patient', 'problems']);
  return files.map((file) => {
    const reason = unfit(file);
    const size = t('medcard.megabytes', { size: Math.max(0.1, Math.round(file.size / 104_857.6) / 10) });
    return reason ? (
      <Alert
        key={file.name}
        role="alert"
        color="red"
        icon={<IconAlertCircle aria-hidden />}
        title={file.name}
      >
        {t(`problems:${reason}`)}
      </Alert>
    ) : (
      <Text key={file.name} style={{ overflowWrap: 'anywhere' }}>
        {file.name}, {size}
      </Text>
    );
  });
}
