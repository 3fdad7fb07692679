import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileTypePdf, IconSignature } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  ApiProblem,
  conclusionPreviewUrl,
  conclusionQuery,
  hasCode,
  issueConclusion,
  newIdempotencyKey,
  worthRetrying,
} from '@mila/api';
import { ProblemAlert } from '@mila/ui';

interface Props {
  bookingId: string;
  settle: () => Promise<void>;
}

/** Preview, then «Подписать и выдать» in two presses; nothing modal, a call may be going on. */
export function Signing({ bookingId, settle }: Props) {
  const { t } = useTranslation('doctor');
  const cache = useQueryClient();
  const [asked, question] = useDisclosure(false);
  const issue = useMutation({
    mutationFn: async (key: string) => {
      await settle();
      return issueConclusion(bookingId, key);
    },
    retry: worthRetrying,
    onSuccess: () => cache.invalidateQueries({ queryKey: conclusionQuery(bookingId).queryKey }),
    onError: question.close,
  });
  const preview = useMutation({
    mutationFn: settle,
    onSuccess: () => window.open(conclusionPreviewUrl(bookingId), '_blank', 'noopener'),
  });
  return (
    <Stack gap="md">
      <ProblemAlert error={issue.error ?? preview.error} />
      {asked ? (
        <Alert icon={<IconSignature aria-hidden />}>
          <Stack gap="sm">
            <Text>{t('conclusion.signAsk')}</Text>
            <Group gap="sm">
              <Button loading={issue.isPending} onClick={() => issue.mutate(newIdempotencyKey())}>
                {t('conclusion.signYes')}
              </Button>
              <Button variant="default" onClick={question.close}>
                {t('conclusion.signNo')}
              </Button>
            </Group>
          </Stack>
        </Alert>
      ) : (
        <Group gap="sm">
          <Button leftSection={<IconSignature size={20} aria-hidden />} onClick={question.open}>
            {t('conclusion.sign')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileTypePdf size={20} aria-hidden />}
            loading={preview.isPending}
            onClick={() => preview.mutate()}
          >
            {t('conclusion.preview')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface Place {
  field: 'complaints' | 'anamnesis' | 'examination' | 'diagnosis_text' | 'recommendations';
  line: number;
  characters: string;
}

const labels = {
  complaints: 'complaints',
  anamnesis: 'anamnesis',
  examination: 'examination',
  diagnosis_text: 'diagnosisText',
  recommendations: 'recommendations',
} as const;

/** Where the letters stand that cannot be printed. */
export function Unprintable({ error }: { error: unknown }) {
  const { t } = useTranslation('doctor');
  if (!(error instanceof ApiProblem) || !hasCode(error, 'unprintable_text')) return null;
  const places = error.extra.places as Place[];
  return (
    <List mt="sm">
      {places.map(({ field, line, characters }) => (
        <List.Item key={`${field} ${line}`}>
          {t('conclusion.unprintable', { field: t(`conclusion.${labels[field]}`), line, characters })}
        </List.Item>
      ))}
    </List>
  );
}
