import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { broughtFileUrl, broughtQuery } from '@mila/api';
import { useFormat } from '@mila/ui';

/** «Подготовка пациента»: what they want to ask and what they brought; absent when there is nothing (R106). */
export function Brought({ bookingId }: { bookingId: string }) {
  const { t } = useTranslation('doctor');
  const format = useFormat();
  const { data } = useQuery({ ...broughtQuery(bookingId), refetchInterval: 60_000 });
  if (!data || (!data.questions && data.documents.length === 0)) return null;
  return (
    <Card component="section" aria-labelledby="brought">
      <Stack gap="xs">
        <Title order={2} id="brought">
          {t('brought.title')}
        </Title>
        {data.questions && (
          <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{data.questions}</Text>
        )}
        {data.documents.map((document) => (
          <Group key={document.document_id} gap="xs" wrap="nowrap">
            <IconFileText size={20} stroke={1.6} style={{ flex: 'none' }} aria-hidden />
            <Anchor
              href={broughtFileUrl(bookingId, document.document_id)}
              target="_blank"
              rel="noopener"
              py={8}
            >
              {document.title}
            </Anchor>
            <Text c="dimmed">{format.calendarDate(document.document_date)}</Text>
          </Group>
        ))}
        {data.documents.length > 0 && (
          <Text c="dimmed" fz="sm">
            {t('brought.until', { when: format.dateTime(data.closes_at) })}
          </Text>
        )}
      </Stack>
    </Card>
  );
}
