import { Button, Collapse, Group, Select, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { authorsQuery, type DocumentFilters } from '@mila/api';

interface Props {
  filters: DocumentFilters;
  onChange: (change: DocumentFilters) => void;
}

/** What to look for: words of the title at once, doctor and dates on demand. The address keeps it. */
export function DocumentFilterBar({ filters, onChange }: Props) {
  const { t } = useTranslation('patient');
  const narrowed = Boolean(filters.doctor_id ?? filters.date_from ?? filters.date_to);
  const [opened, more] = useDisclosure(narrowed);
  const [words, setWords] = useState(filters.q ?? '');
  const search = useDebouncedCallback((q: string) => onChange({ q: q.trim() || undefined }), 300);
  const { data: authors } = useQuery(authorsQuery);
  const clear = () => {
    setWords('');
    onChange({ q: undefined, doctor_id: undefined, date_from: undefined, date_to: undefined });
  };
  return (
    <Stack gap="sm" role="search">
      <Group gap="sm" wrap="nowrap">
        <TextInput
          flex={1}
          type="search"
          aria-label={t('medcard.search')}
          placeholder={t('medcard.search')}
          leftSection={<IconSearch size={20} aria-hidden />}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
        />
        <Button
          variant={narrowed ? 'light' : 'default'}
          h={48}
          leftSection={<IconAdjustmentsHorizontal size={20} aria-hidden />}
          aria-expanded={opened}
          onClick={more.toggle}
        >
          {t('medcard.filters')}
        </Button>
      </Group>
      <Collapse expanded={opened}>
        <Group gap="sm" align="flex-end">
          <Select
            flex="2 1 240px"
            label={t('medcard.doctor')}
            placeholder={t('medcard.anyDoctor')}
            clearable
            data={(authors?.items ?? []).map((it) => ({ value: it.doctor_id, label: it.doctor_name }))}
            value={filters.doctor_id ?? null}
            onChange={(doctor_id) => onChange({ doctor_id: doctor_id ?? undefined })}
          />
          <TextInput
            flex="1 1 150px"
            type="date"
            label={t('medcard.from')}
            value={filters.date_from ?? ''}
            max={filters.date_to ?? undefined}
            onChange={(event) => onChange({ date_from: event.currentTarget.value || undefined })}
          />
          <TextInput
            flex="1 1 150px"
            type="date"
            label={t('medcard.to')}
            value={filters.date_to ?? ''}
            min={filters.date_from ?? undefined}
            onChange={(event) => onChange({ date_to: event.currentTarget.value || undefined })}
          />
        </Group>
      </Collapse>
      {(narrowed || filters.q) && (
        <Button variant="subtle" onClick={clear} style={{ alignSelf: 'flex-start' }}>
          {t('medcard.clear')}
        </Button>
      )}
    </Stack>
  );
}
