import { Card, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readingsQuery } from '@mila/api';
import { Loaded, useFormat } from '@mila/ui';

/** Who opened the document, when and how. */
export function ReadingLog({ documentId }: { documentId: string }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const readings = useQuery(readingsQuery(documentId));
  return (
    <Card component="section">
      <Stack gap="md">
        <Title order={2}>{t('document.log')}</Title>
        <Loaded query={readings} skeleton={null}>
          {({ items }) => (
            <Stack gap="xs">
              {items.length === 0 && <Text c="dimmed">{t('document.logEmpty')}</Text>}
              {items.map((reading) => (
                <Text key={`${reading.read_at} ${reading.reader_name} ${reading.action}`}>
                  <Text span c="dimmed" className="numerals">
                    {format.dateTime(reading.read_at)}
                  </Text>
                  {' — '}
                  {t(`document.reader.${reading.reader_kind}`, { name: reading.reader_name })},{' '}
                  {t(`document.action.${reading.action}`)}
                </Text>
              ))}
            </Stack>
          )}
        </Loaded>
      </Stack>
    </Card>
  );
}
