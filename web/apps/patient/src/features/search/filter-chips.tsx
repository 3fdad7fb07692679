import { Group, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { clinicQuery, specialitiesQuery } from '@mila/api';
import { useFormat } from '@mila/ui';
import type { FilterProps } from './filter-fields';
import type { Filters } from './filters';
import classes from './search.module.css';

/** What narrows the list, each to be dropped with one touch. */
export function FilterChips({ filters, fixed, onChange }: FilterProps) {
  const { t } = useTranslation(['patient', 'common']);
  const { money } = useFormat();
  const named = Boolean(filters.clinic) && !fixed.includes('clinic');
  const clinic = useQuery({ ...clinicQuery(filters.clinic ?? ''), enabled: named });
  const { data: specialities } = useQuery(specialitiesQuery);
  const profession = specialities?.items.find(({ slug }) => slug === filters.speciality)?.profession;
  const chips: [keyof Filters, string | undefined][] = [
    ['q', filters.q && `«${filters.q}»`],
    ['type', filters.type && t(`common:visitType.${filters.type}`)],
    ['speciality', filters.speciality && (profession ?? filters.speciality)],
    ['clinic', named ? (clinic.data?.title ?? filters.clinic) : undefined],
    ['price', filters.price ? t('search.upTo', { price: money(filters.price * 100) }) : undefined],
    ['soon', filters.soon && t(`search.${filters.soon}`)],
  ];
  const shown = chips.filter(([, words]) => words);
  if (!shown.length) return null;
  return (
    <Group gap="xs" role="group" aria-label={t('search.chosen')}>
      {shown.map(([name, words]) => (
        <UnstyledButton
          key={name}
          className={classes.chip}
          aria-label={t('search.drop', { words })}
          onClick={() => onChange({ [name]: undefined })}
        >
          {words}
          <IconX size={16} aria-hidden />
        </UnstyledButton>
      ))}
    </Group>
  );
}
