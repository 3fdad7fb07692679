import { Alert, Button, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentsQuery } from '@mila/api';
import { CardSkeletons, Loaded, MoreButton, useFormat, useFormDraft } from '@mila/ui';
import classes from './preparation.module.css';

const most = 20;

/** The name under which ticks that are not yet confirmed are kept. */
export const choiceDraft = (bookingId: string) => `documents of ${bookingId}`;

interface Props {
  bookingId: string;
  chosen: string[];
  onDone: (documentIds: string[]) => void;
}

/** The patient's own medcard, to tick what is brought along. */
export function DocumentChoice({ bookingId, chosen, onDone }: Props) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const query = useInfiniteQuery(documentsQuery());
  const draft = useFormDraft(choiceDraft(bookingId), { ids: chosen });
  const [ids, setIds] = useState(draft.values.ids);
  const toggle = (id: string) => {
    const next = ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
    draft.keep({ ids: next });
    setIds(next);
  };
  const done = () => {
    draft.forget();
    onDone(ids);
  };
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
              <div role="group" aria-label={t('preparation.choose')}>
                {items.map(({ document_id: id, title, document_date }) => (
                  <label key={id} className={classes.document}>
                    <input
                      type="checkbox"
                      checked={ids.includes(id)}
                      disabled={ids.length >= most && !ids.includes(id)}
                      onChange={() => toggle(id)}
                    />
                    <span>
                      {title}{' '}
                      <Text span c="dimmed">
                        {format.calendarDate(document_date)}
                      </Text>
                    </span>
                  </label>
                ))}
              </div>
            )}
            <MoreButton query={query} />
            {items.length > 0 && <Button onClick={done}>{t('preparation.done')}</Button>}
          </Stack>
        );
      }}
    </Loaded>
  );
}
