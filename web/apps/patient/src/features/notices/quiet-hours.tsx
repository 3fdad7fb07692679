import { Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Preferences } from '@mila/api';
import { useFormDraft } from '@mila/ui';

const night = { from: '22:00', to: '08:00' };

interface Props {
  preferences: Preferences;
  onChange: (changes: Partial<Preferences>) => void;
  busy: boolean;
}

/** When not to be disturbed; the times are of the zone chosen in the profile. */
export function QuietHours({ preferences, onChange, busy }: Props) {
  const { t } = useTranslation('patient');
  const { quiet_from: savedFrom, quiet_to: savedTo } = preferences;
  const on = Boolean(savedFrom);
  const draft = useFormDraft('quiet hours', { from: savedFrom ?? night.from, to: savedTo ?? night.to });
  const [{ from, to }, setTimes] = useState(draft.values);
  const same = from === to;
  const saved = from === savedFrom && to === savedTo;
  useEffect(() => {
    if (saved) draft.forget();
  });
  const change = (part: Partial<typeof draft.values>) => {
    setTimes({ from, to, ...part });
    draft.keep({ from, to, ...part });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!same) onChange({ quiet_from: from, quiet_to: to });
  };
  const toggle = (wanted: boolean) =>
    onChange(wanted ? { quiet_from: from, quiet_to: to } : { quiet_from: null, quiet_to: null });
  return (
    <Stack gap="sm" role="group" aria-label={t('noticeSettings.quiet')}>
      <Stack gap={2}>
        <Text fw={600}>{t('noticeSettings.quiet')}</Text>
        <Text c="dimmed" fz="sm">
          {t('noticeSettings.quietHint')}
        </Text>
      </Stack>
      <Switch
        size="md"
        py={10}
        label={t('noticeSettings.quietOn')}
        checked={on}
        disabled={busy || (same && !on)}
        onChange={(event) => toggle(event.currentTarget.checked)}
      />
      {on && (
        <form onSubmit={submit}>
          <Group align="flex-end" gap="sm">
            <TimeField
              label={t('noticeSettings.from')}
              value={from}
              onChange={(value) => change({ from: value })}
            />
            <TimeField
              label={t('noticeSettings.to')}
              value={to}
              onChange={(value) => change({ to: value })}
            />
            {saved ? (
              <Group gap={6} mih={48} role="status">
                <IconCheck size={20} aria-hidden />
                {t('noticeSettings.saved')}
              </Group>
            ) : (
              <Button type="submit" h={48} loading={busy} disabled={same}>
                {t('noticeSettings.save')}
              </Button>
            )}
          </Group>
          <Text c={same ? 'red' : 'dimmed'} fz="sm" mt={6} role={same ? 'alert' : undefined}>
            {same ? t('noticeSettings.sameTimes') : t('noticeSettings.zone')}
          </Text>
        </form>
      )}
    </Stack>
  );
}

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function TimeField({ label, value, onChange }: FieldProps) {
  return (
    <TextInput
      type="time"
      label={label}
      required
      withAsterisk={false}
      w={120}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
