import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Offering, serverNow } from '@mila/api';
import { isoDay, ProblemAlert, useFormat, useFormDraft } from '@mila/ui';

export interface Range {
  from_day?: string;
  until_day?: string;
}

interface Props {
  offering: Offering;
  pending: boolean;
  error: unknown;
  onCancel: () => void;
  onWait: (range: Range, done: () => void) => void;
}

export const waitDraft = ({ offering_id }: Offering) => `wait ${offering_id}`;

/** How waiting works, and on which days a time would suit; both ends may stay open. */
export function WaitForm({ offering, pending, error, onCancel, onWait }: Props) {
  const { t } = useTranslation(['patient', 'common']);
  const { zone } = useFormat();
  const draft = useFormDraft(waitDraft(offering), { from_day: '', until_day: '' });
  const [{ from_day, until_day }, setRange] = useState(draft.values);
  const today = isoDay(new Date(serverNow()), zone);
  const senseless = Boolean(from_day && until_day && from_day > until_day);
  const set = (change: Range) => {
    const next = { from_day, until_day, ...change };
    setRange(next);
    draft.keep(next);
  };
  const cancel = () => {
    draft.forget();
    onCancel();
  };
  const wait = () =>
    onWait({ from_day: from_day || undefined, until_day: until_day || undefined }, draft.forget);
  return (
    <Stack gap="md">
      <Text>{t('wait.how')}</Text>
      <Group grow align="flex-start" gap="md" preventGrowOverflow={false}>
        <TextInput
          type="date"
          label={t('wait.from')}
          min={today}
          value={from_day}
          onChange={(event) => set({ from_day: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('wait.until')}
          min={from_day || today}
          value={until_day}
          error={senseless && t('wait.senseless')}
          onChange={(event) => set({ until_day: event.currentTarget.value })}
        />
      </Group>
      <Text c="dimmed" fz="sm">
        {t('wait.daysHint')}
      </Text>
      <ProblemAlert error={error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={cancel}>
          {t('common:cancel')}
        </Button>
        <Button loading={pending} disabled={senseless} onClick={wait}>
          {t('wait.join')}
        </Button>
      </Group>
    </Stack>
  );
}
