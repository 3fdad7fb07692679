import { Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { IconShare } from '@tabler/icons-react';
import { createFileRoute, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import * as v from 'valibot';
import type { DocumentFilters, DocumentKind } from '@mila/api';
import { params } from '@mila/app';
import { PageTitle } from '@mila/ui';
import { AddDocument } from '../../features/medcard/add-document';
import { DocumentFilterBar } from '../../features/medcard/document-filters';
import { DocumentList } from '../../features/medcard/document-list';
import { cabinetTexts, choiceTexts } from '../../locales';

export const Route = createFileRoute('/_user/medcards')({
  validateSearch: v.object({
    kind: params.oneOf(['conclusion', 'upload']),
    q: v.pipe(
      params.text,
      v.transform((q) => q?.slice(0, 100)),
    ),
    doctor_id: params.uuid,
    date_from: params.isoDate,
    date_to: params.isoDate,
  }),
  loader: () => Promise.all([cabinetTexts(), choiceTexts()]),
  component: MedcardsPage,
});

function MedcardsPage() {
  const { t } = useTranslation('patient');
  const filters = Route.useSearch();
  const navigate = Route.useNavigate();
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
