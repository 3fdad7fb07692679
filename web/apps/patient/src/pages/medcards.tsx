import { SegmentedControl, Stack } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DocumentKind } from '@mila/api';
import { PageTitle } from '@mila/ui';
import { AddDocument } from '../features/medcard/add-document';
import { DocumentList } from '../features/medcard/document-list';

export function MedcardsPage() {
  const { t } = useTranslation('patient');
  const { kind } = useSearch({ from: '/member/medcards' });
  const navigate = useNavigate({ from: '/medcards' });
  return (
    <Stack gap="lg" maw={820} mx="auto">
      <PageTitle lead={t('medcard.lead')} aside={<AddDocument />}>
        {t('medcard.title')}
      </PageTitle>
      <SegmentedControl
        aria-label={t('medcard.filter')}
        size="md"
        value={kind ?? 'all'}
        onChange={(next) =>
          void navigate({
            search: { kind: next === 'all' ? undefined : (next as DocumentKind) },
            replace: true,
          })
        }
        data={[
          { value: 'all', label: t('medcard.all') },
          { value: 'conclusion', label: t('medcard.conclusion') },
          { value: 'upload', label: t('medcard.upload') },
        ]}
      />
      <DocumentList kind={kind} />
    </Stack>
  );
}
