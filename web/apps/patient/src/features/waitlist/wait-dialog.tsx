import { Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '@mila/api';
import { ConfirmDialog, isoDay, useFormat } from '@mila/ui';

export interface Range {
  from_day?: string;
  until_day?: string;
}

interface Props {
  opened: boolean;
  onClose: () => void;
  pending: boolean;
  error: unknown;
  onWait: (range: Range) => void;
}

/** How waiting works, and on which days a time would suit; both ends may stay open. */
export function WaitDialog({ onWait, ...dialog }: Props) {
  const { t } = useTranslation('patient');
  const { zone } = useFormat();
  const [range, setRange] = useState<Range>({});
  const today = isoDay(new Date(serverNow()), zone);
  const senseless = Boolean(range.from_day && range.until_day && range.from_day > range.until_day);
  const set = (name: keyof Range) => (event: { currentTarget: HTMLInputElement }) => {
    const value = event.currentTarget.value || undefined;
    setRange((old) => ({ ...old, [name]: value }));
  };
  return (
    <ConfirmDialog
      {...dialog}
      title={t('wait.tell')}
      confirm={t('wait.join')}
      disabled={senseless}
      onConfirm={() => onWait(range)}
    >
      <Text>{t('wait.how')}</Text>
      <Group grow align="flex-start" gap="md" preventGrowOverflow={false}>
        <TextInput
          type="date"
          label={t('wait.from')}
          min={today}
          value={range.from_day ?? ''}
          onChange={set('from_day')}
        />
        <TextInput
          type="date"
          label={t('wait.until')}
          min={range.from_day ?? today}
          value={range.until_day ?? ''}
          error={senseless && t('wait.senseless')}
          onChange={set('until_day')}
        />
      </Group>
      <Text c="dimmed" fz="sm">
        {t('wait.daysHint')}
      </Text>
    </ConfirmDialog>
  );
}
