import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { browserName } from './connection-tests';
import { type Finding, verdict } from './findings';
import { useWords } from './use-words';

/** The result as a text: what was found, in words and figures; no name, no address, no label of a device. */
export function useReport(findings: Finding[]): string {
  const { t, i18n } = useTranslation('check');
  const words = useWords();
  const lines = findings.map((it) => `${t(`part.${it.part}`)}: ${t(`level.${it.level}`)}. ${words(it)}`);
  const when = new Date().toLocaleString(i18n.language, { timeZoneName: 'short' });
  const window = `${innerWidth}×${innerHeight}`;
  return [
    t('title'),
    when,
    `${browserName()}, ${window}`,
    t(`verdict.${verdict(findings)}`),
    '',
    ...lines,
    '',
  ].join('\n');
}

export function CheckReport({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation('check');
  const clipboard = useClipboard();
  const report = useReport(findings);
  const address = `data:text/plain;charset=utf-8,${encodeURIComponent(`\uFEFF${report}`)}`;
  return (
    <Card component="section" aria-label={t('report')}>
      <Stack gap="xs">
        <Text fw={600}>{t('report')}</Text>
        <Text c="dimmed">{t('reportHint')}</Text>
        <Group gap="sm">
          <Button
            component="a"
            variant="default"
            href={address}
            download={t('fileName')}
            data-testid="check-download"
            leftSection={<IconDownload size={20} aria-hidden />}
          >
            {t('download')}
          </Button>
          <Button
            variant="default"
            data-testid="check-copy"
            leftSection={
              clipboard.copied ? <IconCheck size={20} aria-hidden /> : <IconCopy size={20} aria-hidden />
            }
            onClick={() => clipboard.copy(report)}
          >
            <span aria-live="polite">{clipboard.copied ? t('copied') : t('copy')}</span>
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
