import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconLock, IconLockOpen, IconShieldLock } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { documentsQuery, keys, type MedicalDocument, setDocumentAccess } from '@mila/api';
import { CardSkeletons, Loaded, MoreButton, ProblemAlert, useFormat } from '@mila/ui';
import classes from './sharing.module.css';

interface Props {
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

/** Documents to share: allowed ones are ticked, forbidden ones say so and are allowed with one touch. */
export function DocumentChoice({ chosen, onChange }: Props) {
  const { t } = useTranslation('patient');
  const query = useInfiniteQuery(documentsQuery());
  const toggle = (id: string, on: boolean) =>
    onChange(on ? [...chosen, id] : chosen.filter((it) => it !== id));
  return (
    <Loaded query={query} skeleton={<CardSkeletons count={2} height={72} />}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        const restricted = pages[0]?.restricted;
        return (
          <Stack gap="sm">
            {restricted && (
              <Alert icon={<IconShieldLock aria-hidden />}>{t(`sharing.restricted.${restricted}`)}</Alert>
            )}
            {items.length === 0 && <Text c="dimmed">{t('sharing.noDocuments')}</Text>}
            {items.map((document) => (
              <Choice
                key={document.document_id}
                document={document}
                checked={chosen.includes(document.document_id)}
                onChange={(on) => toggle(document.document_id, on)}
              />
            ))}
            <MoreButton query={query} />
          </Stack>
        );
      }}
    </Loaded>
  );
}

interface ChoiceProps {
  document: MedicalDocument;
  checked: boolean;
  onChange: (on: boolean) => void;
}

function Choice({ document, checked, onChange }: ChoiceProps) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const cache = useQueryClient();
  const allow = useMutation({
    mutationFn: () => setDocumentAccess(document.document_id, 'allowed'),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.documents });
      onChange(true);
    },
  });
  const allowed = document.access === 'allowed';
  const Lock = allowed ? IconLockOpen : IconLock;
  return (
    <Stack gap="xs" className={classes.choice}>
      <Group justify="space-between" gap="sm">
        <label className={classes.option}>
          <input
            type="checkbox"
            checked={checked && allowed}
            disabled={!allowed}
            aria-describedby={`about-${document.document_id}`}
            aria-label={document.title}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
          <span>
            {document.title}
            <Text span c="dimmed" fz="sm" className={classes.about} id={`about-${document.document_id}`}>
              {format.calendarDate(document.document_date)}
              <Lock size={16} aria-hidden />
              {allowed ? t('document.allowed') : t('document.forbidden')}
            </Text>
          </span>
        </label>
        {!allowed && (
          <Button
            variant="light"
            loading={allow.isPending}
            onClick={() => allow.mutate()}
            aria-label={t('sharing.allowNamed', { title: document.title })}
          >
            {t('document.allow')}
          </Button>
        )}
      </Group>
      <ProblemAlert error={allow.error} />
    </Stack>
  );
}
