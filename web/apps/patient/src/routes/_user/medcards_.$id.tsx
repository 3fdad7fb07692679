import { Card, Group, Stack, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { documentFile, documentQuery, hasCode, type ReadingPurpose, readingsQuery } from '@mila/api';
import { BackLink, Loaded, PageTitle } from '@mila/ui';
import { DocumentAccessSwitch } from '../../features/medcard/document-access';
import { DocumentParameters } from '../../features/medcard/document-parameters';
import { EditDocument, RemoveDocument } from '../../features/medcard/edit-document';
import { ReadingLog } from '../../features/medcard/reading-log';
import { Restriction } from '../../features/medcard/restriction';
import { FilePanel } from '../../features/paper/file-panel';
import { cabinetTexts, choiceTexts } from '../../locales';

export const Route = createFileRoute('/_user/medcards_/$id')({
  loader: () => Promise.all([cabinetTexts(), choiceTexts()]),
  component: MedcardPage,
});

function MedcardPage() {
  const { t } = useTranslation('patient');
  const { id } = Route.useParams();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const document = useQuery(documentQuery(id));
  const read = async (purpose: ReadingPurpose) => {
    const file = await documentFile(id, purpose);
    await cache.invalidateQueries({ queryKey: readingsQuery(id).queryKey });
    return file;
  };
  const restriction = (['identification_required', 'consent_required'] as const).find((code) =>
    hasCode(document.error, code),
  );
  if (restriction) return <Restriction reason={restriction} />;
  return (
    <Stack gap="lg" maw={820} mx="auto">
      <Loaded query={document}>
        {(it) => (
          <>
            <PageTitle aside={<BackLink to="/medcards">{t('medcard.title')}</BackLink>}>{it.title}</PageTitle>
            <Card component="section">
              <Stack gap="md">
                <Title order={2}>{t('paper.title')}</Title>
                <FilePanel
                  name={it.file.name}
                  type={it.file.content_type}
                  state={it.file.state}
                  load={read}
                />
              </Stack>
            </Card>
            <DocumentParameters document={it} />
            <DocumentAccessSwitch document={it} />
            <ReadingLog documentId={id} />
            {it.kind === 'upload' && (
              <Group gap="sm">
                <EditDocument document={it} />
                <RemoveDocument documentId={id} onRemoved={() => void navigate({ to: '/medcards' })} />
              </Group>
            )}
          </>
        )}
      </Loaded>
    </Stack>
  );
}
