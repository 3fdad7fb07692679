import { Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { IconShare } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DocumentFilters, DocumentKind } from '@mila/api';
import { PageTitle } from '@mila/ui';
import { AddDocument } from '../features/medcard/add-document';
import { DocumentFilterBar } from '../features/medcard/document-filters';
import { DocumentList } from '../features/medcard/document-list';

export function MedcardsPage() {
  const { t } = useTranslation('patient');
  const filters = useSearch({ from: '/member/medcards' });
  const navigate = useNavigate({ from: '/medcards' });
  const change = (next: DocumentFilters) =>
    void navigate({
      search: (now) => Object.fromEntries(Object.entries({ ...now, ...next }).filter(([, it]) => it)),
      replace: true,
    });
  return (
    <Stack gap="lg" maw={820} mx="auto">
      <PageTitle
        lead={t('medcard.lead')}
        aside={
          <Group gap="sm">
            <Button
              component={Link}
              to="/medcards/shares"
              variant="default"
              leftSection={<IconShare size={20} aria-hidden />}
            >
              {t('sharing.share')}
            </Button>
            <AddDocument reopens />
          </Group>
        }
      >
        {t('medcard.title')}
      </PageTitle>
      <SegmentedControl
        aria-label={t('medcard.filter')}
        size="md"
        value={filters.kind ?? 'all'}
        onChange={(next) => change({ kind: next === 'all' ? undefined : (next as DocumentKind) })}
        data={[
          { value: 'all', label: t('medcard.all') },
          { value: 'conclusion', label: t('medcard.conclusion') },
          { value: 'upload', label: t('medcard.upload') },
        ]}
      />
      <DocumentFilterBar filters={filters} onChange={change} />
      <DocumentList filters={filters} empty={<AddDocument />} />
    </Stack>
  );
}
