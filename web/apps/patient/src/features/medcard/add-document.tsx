import { Button, SegmentedControl, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, useWaitingDraft } from '@mila/ui';
import { NoteForm } from './note-form';
import { UploadForm } from './upload-form';

interface Props {
  /** Opens automatically with what was typed when the page was left: one of the buttons of a page. */
  reopens?: boolean;
}

/** «Добавить документ»: the medcard kept by hand, for everybody: a file or words (R035, R161). */
export function AddDocument({ reopens = false }: Props) {
  const { t } = useTranslation('patient');
  const left = [useWaitingDraft('note'), useWaitingDraft('upload')].includes('open');
  const [opened, dialog] = useDisclosure(reopens && left);
  return (
    <>
      <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={dialog.open}>
        {t('medcard.add')}
      </Button>
      <Dialog opened={opened} onClose={dialog.close} title={t('medcard.addTitle')}>
        <NewDocument onDone={dialog.close} />
      </Dialog>
    </>
  );
}

function NewDocument({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('patient');
  const note = useWaitingDraft('note');
  const [how, setHow] = useState(note ? 'note' : 'file');
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label={t('medcard.addHow')}
        size="md"
        fullWidth
        value={how}
        onChange={setHow}
        data={[
          { value: 'file', label: t('medcard.addFile') },
          { value: 'note', label: t('medcard.addNote') },
        ]}
      />
      {how === 'file' ? <UploadForm onDone={onDone} /> : <NoteForm onDone={onDone} />}
    </Stack>
  );
}
