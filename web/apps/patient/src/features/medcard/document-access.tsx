import { Alert, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconLink, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  type DocumentAccess,
  documentQuery,
  keys,
  type MedicalDocument,
  setDocumentAccess,
  sharesQuery,
} from '@mila/api';
import { ProblemAlert } from '@mila/ui';

/** Allow or forbid access by a link; forbidden unless the patient says otherwise (R155). */
export function DocumentAccessSwitch({ document }: { document: MedicalDocument }) {
  const { t } = useTranslation('patient');
  const cache = useQueryClient();
  const change = useMutation({
    mutationFn: (access: DocumentAccess) => setDocumentAccess(document.document_id, access),
    onSettled: async () => {
      await cache.invalidateQueries({ queryKey: documentQuery(document.document_id).queryKey });
      await cache.invalidateQueries({ queryKey: keys.documents });
    },
  });
  const access = change.isPending ? change.variables : document.access;
  const choice = (value: DocumentAccess, label: string) => (
    <Button
      variant={access === value ? 'light' : 'default'}
      aria-pressed={access === value}
      leftSection={
        value === 'allowed' ? <IconLockOpen size={20} aria-hidden /> : <IconLock size={20} aria-hidden />
      }
      onClick={() => access !== value && change.mutate(value)}
    >
      {label}
    </Button>
  );
  return (
    <Card component="section">
      <Stack gap="md">
        <Title order={2}>{t('document.access')}</Title>
        <Text>{t('document.accessHint')}</Text>
        <Text fw={600} role="status">
          {access === 'allowed' ? t('document.allowed') : t('document.forbidden')}
        </Text>
        <Group gap="sm">
          {choice('allowed', t('document.allow'))}
          {choice('forbidden', t('document.forbid'))}
        </Group>
        <ActiveLinks documentId={document.document_id} allowed={access === 'allowed'} />
        <ProblemAlert error={change.error} />
      </Stack>
    </Card>
  );
}

/** What the word of access does at once: the links this document is in. */
function ActiveLinks({ documentId, allowed }: { documentId: string; allowed: boolean }) {
  const { t } = useTranslation('patient');
  const { data } = useQuery(sharesQuery);
  const links = (data?.items ?? []).filter(
    (it) => it.state === 'active' && it.documents.some((inside) => inside.document_id === documentId),
  );
  if (!links.length) return null;
  const labels = links.map((it) => `«${it.label ?? t('sharing.unnamed')}»`).join(', ');
  return (
    <Alert icon={<IconLink aria-hidden />} color={allowed ? undefined : 'gray'}>
      {t(allowed ? 'document.linksShow' : 'document.linksHide', { labels })}
    </Alert>
  );
}
