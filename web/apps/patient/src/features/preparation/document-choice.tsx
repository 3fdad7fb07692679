import { Alert, Button, Checkbox, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentsQuery } from '@mila/api';
import { CardSkeletons, Loaded, MoreButton, useFormat } from '@mila/ui';

const most = 20;

interface Props {
  chosen: string[];
  onDone: (documentIds: string[]) => void;
}

/** The patient's own medcard, to tick what is brought along. */
export function DocumentChoice({ chosen, onDone }: Props) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const query = useInfiniteQuery(documentsQuery());
  const [ids, setIds] = useState(chosen);
  return (
    <Loaded query={query} skeleton={<CardSkeletons />}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        return (
          <Stack gap="md">
            {pages[0]?.restricted && <Alert color="gray">{t('preparation.restricted')}</Alert>}
            {items.length === 0 && (
              <>
                <Text>{t('preparation.nothing')}</Text>
                <Button component={Link} to="/medcards" variant="default">
                  {t('record.toMedcard')}
                </Button>
              </>
            )}
            {items.length > 0 && (
              <Checkbox.Group value={ids} onChange={setIds} aria-label={t('preparation.choose')}>
                <Stack gap="md">
                  {items.map((document) => (
                    <Checkbox
                      key={document.document_id}
                      value={document.document_id}
                      size="md"
                      label={document.title}
                      description={format.calendarDate(document.document_date)}
                      disabled={ids.length >= most && !ids.includes(document.document_id)}
                    />
                  ))}
                </Stack>
              </Checkbox.Group>
            )}
            <MoreButton query={query} />
            {items.length > 0 && <Button onClick={() => onDone(ids)}>{t('preparation.done')}</Button>}
          </Stack>
        );
      }}
    </Loaded>
  );
}
