import { Alert, Button, Group, Skeleton, Stack, UnstyledButton } from '@mantine/core';
import { IconDownload, IconFileText, IconFileTypePdf, IconPhoto, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type FileState, type ReadingPurpose } from '@mila/api';
import { ProblemAlert } from '@mila/ui';
import { FileView } from './file-view';
import classes from './paper.module.css';
import { Unshown } from './pdf';
import { keepFile, printFile } from './print';

interface Props {
  name: string;
  type: string;
  state: FileState;
  /** Asked again for each purpose, so that the access log is true. */
  load: (purpose: ReadingPurpose) => Promise<Blob>;
  /** The file was refused: what is around it may have changed. */
  onGone?: () => void;
}

const icons: Record<string, typeof IconPhoto> = {
  'application/pdf': IconFileTypePdf,
  'text/plain': IconFileText,
};

/** A file: a click opens it on the page; it can be printed and downloaded (R153, R154). */
export function FilePanel({ state, ...file }: Props) {
  if (state === 'ready') return <ReadyFile {...file} />;
  return (
    <ProblemAlert error={new ApiProblem(state === 'checking' ? 'file_checking' : 'file_infected', 409)} />
  );
}

function ReadyFile({ name, type, load, onGone }: Omit<Props, 'state'>) {
  const { t } = useTranslation('patient');
  const view = useMutation({ mutationFn: () => load('viewed'), onError: onGone });
  const print = useMutation({ mutationFn: async () => printFile(await load('printed')), onError: onGone });
  const keep = useMutation({
    mutationFn: async () => keepFile(await load('downloaded'), name),
    onError: onGone,
  });
  const Icon = icons[type] ?? IconPhoto;
  const opened = view.isPending || view.isSuccess;
  return (
    <Stack gap="md">
      <UnstyledButton
        className={classes.file}
        onClick={() => (opened ? view.reset() : view.mutate())}
        aria-expanded={opened}
      >
        <Icon size={32} stroke={1.5} aria-hidden />
        <span className={classes.name}>{opened ? t('paper.hide') : t('paper.open', { name })}</span>
      </UnstyledButton>
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconPrinter size={20} aria-hidden />}
          loading={print.isPending}
          onClick={() => print.mutate()}
        >
          {t('paper.print')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={20} aria-hidden />}
          loading={keep.isPending}
          onClick={() => keep.mutate()}
        >
          {t('paper.download')}
        </Button>
      </Group>
      {print.error instanceof Unshown ? (
        <Alert role="alert">{t(`paper.${print.error.reason}`)}</Alert>
      ) : (
        <ProblemAlert error={view.error ?? print.error ?? keep.error} />
      )}
      {view.isPending && <Skeleton height={480} radius="sm" />}
      {view.data && <FileView file={view.data} name={name} />}
    </Stack>
  );
}
