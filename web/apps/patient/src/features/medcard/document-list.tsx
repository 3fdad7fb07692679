import { Stack } from '@mantine/core';
import { IconFileSearch, IconFileText } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type DocumentFilters, documentsQuery } from '@mila/api';
import { CardSkeletons, EmptyState, Loaded, MoreButton } from '@mila/ui';
import { DocumentCard } from './document-card';
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
