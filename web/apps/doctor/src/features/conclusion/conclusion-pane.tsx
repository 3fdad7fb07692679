import { Alert, Button, Card, Skeleton, Stack } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { conclusionQuery, documentFileUrl } from '@mila/api';
import { Loaded } from '@mila/ui';
import { ConclusionForm } from './conclusion-form';

/** The conclusion beside the consultation: a form until it is issued, then the document. */
export function ConclusionPane({ bookingId }: { bookingId: string }) {
  const { t } = useTranslation('doctor');
  const conclusion = useQuery({ ...conclusionQuery(bookingId), refetchOnWindowFocus: false });
  return (
    <Card component="section" aria-label={t('conclusion.title')}>
      <Loaded query={conclusion} skeleton={<Skeleton height={420} />}>
        {(it) =>
          it.state === 'no_show' ? (
            <Alert role="status" title={t('conclusion.noShow')}>
              {t('conclusion.noShowHint')}
            </Alert>
          ) : it.state === 'issued' ? (
            <Alert role="status" icon={<IconCircleCheck aria-hidden />} title={t('conclusion.issued')}>
              <Stack gap="sm" align="flex-start">
                {t('conclusion.issuedHint')}
                {it.document_id && (
                  <Button
                    component="a"
                    href={documentFileUrl(it.document_id, 'viewed')}
                    target="_blank"
                    rel="noopener"
                  >
                    {t('conclusion.open')}
                  </Button>
                )}
              </Stack>
            </Alert>
          ) : (
            <ConclusionForm bookingId={bookingId} conclusion={it} />
          )
        }
      </Loaded>
    </Card>
  );
}
