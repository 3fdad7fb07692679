import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { documentQuery, hasCode } from '@mila/api';
import { Loaded, PageTitle } from '@mila/ui';
import { DocumentAccessSwitch } from '../features/medcard/document-access';
import { DocumentFile } from '../features/medcard/document-file';
import { DocumentParameters } from '../features/medcard/document-parameters';
import { ReadingLog } from '../features/medcard/reading-log';
import { RemoveDocument } from '../features/medcard/remove-document';
import { Restriction } from '../features/medcard/restriction';

export function MedcardPage() {
  const { t } = useTranslation('patient');
  const { id } = useParams({ from: '/member/medcards/$id' });
  const navigate = useNavigate();
  const document = useQuery(documentQuery(id));
  const restriction = (['identification_required', 'consent_required'] as const).find((code) =>
    hasCode(document.error, code),
  );
  if (restriction) return <Restriction reason={restriction} />;
  return (
    <Stack gap="lg" maw={820} mx="auto">
      <Loaded query={document}>
        {(it) => (
          <>
            <PageTitle
              aside={
                <Button component={Link} to="/medcards" variant="subtle">
                  {t('medcard.title')}
                </Button>
              }
            >
              {it.title}
            </PageTitle>
            <DocumentFile document={it} />
            <DocumentParameters document={it} />
            <DocumentAccessSwitch document={it} />
            <ReadingLog documentId={id} />
            {it.kind === 'upload' && (
              <RemoveDocument documentId={id} onRemoved={() => void navigate({ to: '/medcards' })} />
            )}
          </>
        )}
      </Loaded>
    </Stack>
  );
}
