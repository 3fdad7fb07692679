import { ActionIcon, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconHistory, IconSearch, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Suggestions, suggestionsQuery } from '@mila/api';
import { Combobox, useCombobox } from '@mila/ui';
import { type Recent, useRecent } from './recent';
import { Suggestion, SuggestionGroups } from './suggestion';

const none: Suggestions = { spellings: [], doctors: [], specialities: [], clinics: [] };
const clearValue = 'clear/';

/** How what a suggestion leads to is called, to be found again among the recent ones. */
function titleOf({ doctors, specialities, clinics }: Suggestions, kind = '', slug = ''): string | undefined {
  if (kind === 'doctor') return doctors.find((item) => item.slug === slug)?.full_name;
  if (kind === 'clinic') return clinics.find((item) => item.slug === slug)?.title;
  return specialities.find((item) => item.slug === slug)?.profession;
}

/** Doctor, speciality or clinic, suggested while typing; all of it by keyboard and by ear too (R051–R056). */
export function SearchField({ initial = '' }: { initial?: string }) {
  const { t } = useTranslation('patient');
  const [q, setQ] = useState(initial);
  const [asked] = useDebouncedValue(q.trim(), 180);
  const { data: found = none, isFetched, isPlaceholderData } = useQuery(suggestionsQuery(asked));
  const combobox = useCombobox();
  const navigate = useNavigate();
  const recent = useRecent();
  const count = found.doctors.length + found.specialities.length + found.clinics.length;
  const typed = asked.length > 1;
  const remembered = q.trim() === '' && recent.items.length > 0;
  const ready = typed && isFetched && !isPlaceholderData;

  const go = (target: Recent) => {
    const at = target.value.indexOf('/');
    const [kind, rest] = [target.value.slice(0, at), target.value.slice(at + 1)];
    combobox.closeDropdown();
    if (target.title) recent.remember(target);
    if (kind === 'doctor') void navigate({ to: '/doctors/$slug', params: { slug: rest } });
    else if (kind === 'clinic') void navigate({ to: '/clinics/$slug', params: { slug: rest } });
    else if (kind === 'speciality') void navigate({ to: '/search', search: { speciality: rest } });
    else void navigate({ to: '/search', search: { q: rest || undefined } });
  };
  const searchAll = () => go({ value: `words/${q.trim()}`, title: q.trim() });
  const choose = (value: string) => {
    if (value === clearValue) return recent.clear();
    if (value === 'all') return searchAll();
    const [kind, slug] = value.split('/');
    const known = recent.items.find((item) => item.value === value)?.title;
    go({ value, title: known ?? titleOf(found, kind, slug) ?? '' });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    searchAll();
  };

  return (
    <form role="search" onSubmit={submit}>
      <Combobox store={combobox} ready={remembered || (typed && isFetched)} onOptionSubmit={choose}>
        <Combobox.Target>
          <TextInput
            aria-label={t('search.label')}
            placeholder={t('search.placeholder')}
            autoComplete="off"
            radius="md"
            size="lg"
            value={q}
            onChange={(event) => {
              setQ(event.currentTarget.value);
              combobox.openDropdown();
            }}
            rightSectionWidth={52}
            rightSection={
              <ActionIcon type="submit" variant="filled" color="teal" aria-label={t('search.submit')}>
                <IconSearch size={22} aria-hidden />
              </ActionIcon>
            }
          />
        </Combobox.Target>
        <Combobox.Dropdown>
          <Combobox.Options label={t('search.label')}>
            {remembered && (
              <Combobox.Group label={t('search.recent')}>
                {recent.items.map(({ value, title }) => (
                  <Suggestion
                    key={value}
                    value={value}
                    icon={<IconHistory size={22} stroke={1.5} aria-hidden />}
                    title={title}
                  />
                ))}
                <Suggestion
                  value={clearValue}
                  icon={<IconTrash size={22} stroke={1.5} aria-hidden />}
                  title={t('search.forget')}
                />
              </Combobox.Group>
            )}
            {!remembered && <SuggestionGroups found={found} />}
            {!remembered && count > 0 && (
              <Combobox.Option value="all">
                <Text c="var(--mila-link)" fw={600}>
                  {t('search.all', { q: q.trim() })}
                </Text>
              </Combobox.Option>
            )}
          </Combobox.Options>
          {!remembered && count === 0 && <Combobox.Empty>{t('search.nothing')}</Combobox.Empty>}
        </Combobox.Dropdown>
      </Combobox>
      <VisuallyHidden role="status">{ready && count > 0 && t('search.suggested', { count })}</VisuallyHidden>
    </form>
  );
}
