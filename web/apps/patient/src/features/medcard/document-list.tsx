import { Stack } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type DocumentKind, documentsQuery } from '@mila/api';
import { CardSkeletons, EmptyState, Loaded, MoreButton } from '@mila/ui';
import { DocumentCard } from './document-card';
import { Restriction } from './restriction';

export function DocumentList({ kind }: { kind?: DocumentKind }) {
  const { t } = useTranslation('patient');
  const query = useInfiniteQuery(documentsQuery(kind));
  return (
    <Loaded query={query} skeleton={<CardSkeletons />}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        const restricted = pages[0]?.restricted;
        return (
          <Stack gap="md">
            {restricted && <Restriction reason={restricted} />}
            {items.length === 0 && (
              <EmptyState icon={IconFileText} title={t('medcard.empty')}>
                {t('medcard.emptyHint')}
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
