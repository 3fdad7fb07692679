import { Button, Card, Group, Stack, Title, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload, IconFileTypePdf, IconPhoto, IconPrinter } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentFileUrl, type MedicalDocument, type ReadingPurpose } from '@mila/api';
import classes from './medcard.module.css';

/** The file: a click opens it on the page; it can be printed and downloaded (R153, R154). */
export function DocumentFile({ document }: { document: MedicalDocument }) {
  const { t } = useTranslation('patient');
  const [opened, view] = useDisclosure(false);
  const frame = useRef<HTMLIFrameElement>(null);
  const [purpose, setPurpose] = useState<ReadingPurpose>('viewed');
  const url = documentFileUrl(document.document_id, purpose);
  const { name, content_type } = document.file;
  const Icon = content_type === 'application/pdf' ? IconFileTypePdf : IconPhoto;

  const show = () => {
    setPurpose('viewed');
    view.toggle();
  };
  /** The file is loaded anew to be printed, so that the access log tells the truth. */
  const print = () => {
    if (purpose === 'printed' && opened) frame.current?.contentWindow?.print();
    setPurpose('printed');
    view.open();
  };
  const loaded = () => {
    if (purpose === 'printed') frame.current?.contentWindow?.print();
  };

  return (
    <Card component="section">
      <Stack gap="md">
        <Title order={2}>{t('document.file')}</Title>
        <UnstyledButton className={classes.file} onClick={show} aria-expanded={opened}>
          <Icon size={32} stroke={1.5} aria-hidden />
          <span>{opened ? t('document.hide') : t('document.open', { name })}</span>
        </UnstyledButton>
        <Group gap="sm">
          <Button variant="default" leftSection={<IconPrinter size={20} aria-hidden />} onClick={print}>
            {t('document.print')}
          </Button>
          <Button
            component="a"
            href={documentFileUrl(document.document_id, 'downloaded')}
            variant="default"
            leftSection={<IconDownload size={20} aria-hidden />}
          >
            {t('document.download')}
          </Button>
        </Group>
        {opened && <iframe ref={frame} src={url} title={name} className={classes.frame} onLoad={loaded} />}
      </Stack>
    </Card>
  );
}
