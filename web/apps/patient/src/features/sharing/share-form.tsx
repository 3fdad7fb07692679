import { Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconShare } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys, makeShare, newIdempotencyKey, type Share } from '@mila/api';
import { ProblemAlert, useFormDraft } from '@mila/ui';
import { CodeChoice, proposeCode } from './code-choice';
import { DocumentChoice } from './document-choice';
import classes from './sharing.module.css';

const terms = { hour: 1, day: 24, threeDays: 72, week: 168, month: 720 };
type Term = keyof typeof terms;

interface Props {
  onMade: (share: Share, code: string | null) => void;
  onCancel: () => void;
}

/** «Поделиться»: what, with whom, for how long, with which code (R156–R158). */
export function ShareForm({ onMade, onCancel }: Props) {
  const { t } = useTranslation(['patient', 'common']);
  const cache = useQueryClient();
  const draft = useFormDraft('share', { chosen: [] as string[], label: '', term: 'threeDays' });
  const [{ chosen, label, term: named }, setWanted] = useState(draft.values);
  const term = named in terms ? (named as Term) : 'threeDays';
  const change = (part: Partial<typeof draft.values>) => {
    const next = { chosen, label, term, ...part };
    setWanted(next);
    draft.keep(next);
  };
  const [code, setCode] = useState<string | null>(proposeCode);
  const [asked, setAsked] = useState(false);
  const intention = useRef({ said: '', key: '' });
  const make = useMutation({
    mutationFn: () => {
      const wanted = { document_ids: chosen, label: label.trim(), hours: terms[term], code };
      // Pressed again after a lost answer it is the same intention; anything changed makes it another.
      const said = JSON.stringify(wanted);
      if (intention.current.said !== said) intention.current = { said, key: newIdempotencyKey() };
      return makeShare(wanted, intention.current.key);
    },
    onSuccess: async (share) => {
      draft.forget();
      onMade(share, code);
      await cache.invalidateQueries({ queryKey: keys.shares });
    },
  });
  const wrongCode = code !== null && code.length < 6;
  const cancel = () => {
    draft.forget();
    onCancel();
  };
  const submit = () => {
    setAsked(true);
    if (chosen.length && label.trim() && !wrongCode) make.mutate();
  };
  return (
    <Stack gap="lg">
      <Card component="section">
        <Stack gap="md">
          <Title order={2}>{t('sharing.what')}</Title>
          <DocumentChoice chosen={chosen} onChange={(next) => change({ chosen: next })} />
          {asked && !chosen.length && <Wrong>{t('sharing.whatRequired')}</Wrong>}
        </Stack>
      </Card>
      <Card component="section">
        <Stack gap="md">
          <Title order={2}>{t('sharing.whom')}</Title>
          <TextInput
            label={t('sharing.label')}
            description={t('sharing.labelHint')}
            value={label}
            maxLength={80}
            required
            error={asked && !label.trim() && t('sharing.labelRequired')}
            onChange={(event) => change({ label: event.currentTarget.value })}
          />
          <Stack gap="xs" role="radiogroup" aria-label={t('sharing.term')}>
            <Text fw={500}>{t('sharing.term')}</Text>
            <Group gap="xs">
              {(Object.keys(terms) as Term[]).map((it) => (
                <label key={it} className={classes.term}>
                  <input
                    type="radio"
                    name="term"
                    checked={it === term}
                    onChange={() => change({ term: it })}
                  />
                  {t(`sharing.terms.${it}`)}
                </label>
              ))}
            </Group>
          </Stack>
          <CodeChoice
            code={code}
            onChange={setCode}
            error={asked && wrongCode ? t('sharing.codeRequired') : undefined}
          />
        </Stack>
      </Card>
      <ProblemAlert error={make.error} />
      <Group gap="sm">
        <Button
          size="lg"
          leftSection={<IconShare size={22} aria-hidden />}
          loading={make.isPending}
          onClick={submit}
        >
          {t('sharing.make')}
        </Button>
        <Button size="lg" variant="default" onClick={cancel}>
          {t('common:cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

function Wrong({ children }: { children: string }) {
  return (
    <Text c="var(--mantine-color-error)" role="alert">
      {children}
    </Text>
  );
}
