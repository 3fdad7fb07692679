import { Button, Card, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import {
  IconFileDescription,
  IconFileSearch,
  IconFileText,
  IconFileUpload,
  IconLock,
  IconLockOpen,
} from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type DocumentFilters, documentsQuery, type MedicalDocument } from '@mila/api';
import { CardSkeletons, EmptyState, Loaded, MoreButton, useFormat } from '@mila/ui';
import { Restriction } from './restriction';

interface Props {
  filters: DocumentFilters;
  /** The next step when there is nothing yet. */
  empty: ReactNode;
}

export function DocumentList({ filters, empty }: Props) {
  const { t } = useTranslation('patient');
  const query = useInfiniteQuery(documentsQuery(filters));
  const searching = Object.values(filters).some(Boolean);
  return (
    <Loaded query={query} skeleton={<CardSkeletons />}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        const restricted = pages[0]?.restricted;
        return (
          <Stack gap="md" aria-busy={query.isPlaceholderData}>
            {restricted && <Restriction reason={restricted} />}
            {items.length === 0 && !searching && (
              <EmptyState icon={IconFileText} title={t('medcard.empty')} action={empty}>
                {t('medcard.emptyHint')}
              </EmptyState>
            )}
            {items.length === 0 && searching && (
              <EmptyState icon={IconFileSearch} title={t('medcard.nothing')}>
                {t('medcard.nothingHint')}
              </EmptyState>
            )}
            {items.map((document) => (
              <DocumentCard key={document.document_id} document={document} />
            ))}
            <MoreButton query={query} />
          </Stack>
        );
      }}
    </Loaded>
  );
}

/** A document in the list, with «Показать документ» (R151, R152). */
export function DocumentCard({ document }: { document: MedicalDocument }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const Icon = document.kind === 'conclusion' ? IconFileDescription : IconFileUpload;
  const open = document.access === 'allowed';
  const Lock = open ? IconLockOpen : IconLock;
  const from = [document.doctor_name, document.clinic_title].filter(Boolean).join(', ');
  return (
    <Card component="article">
      <Group justify="space-between" gap="md">
        <Group wrap="nowrap" gap="md" align="flex-start" flex="1 1 300px">
          <ThemeIcon size={52} radius="md" variant="light">
            <Icon size={28} stroke={1.5} aria-hidden />
          </ThemeIcon>
          <Stack gap={2} miw={0}>
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {document.title}
            </Text>
            <Text c="dimmed">{format.calendarDate(document.document_date)}</Text>
            {from && <Text>{from}</Text>}
            <Group gap={6} c="dimmed">
              <Lock size={16} aria-hidden />
              <Text fz="sm">{open ? t('document.allowed') : t('document.forbidden')}</Text>
            </Group>
          </Stack>
        </Group>
        <Button component={Link} to={`/medcards/${document.document_id}`} variant="light">
          {t('medcard.show')}
        </Button>
      </Group>
    </Card>
  );
}
