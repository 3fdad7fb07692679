import { Button, Drawer, Group, NativeSelect, SegmentedControl, Stack, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  clinicQuery,
  clinicSpecialitiesQuery,
  clinicsQuery,
  specialitiesQuery,
  type VisitType,
} from '@mila/api';
import { useFormat } from '@mila/ui';
import { type Change, countOf, type Filters, prices } from './filters';
import classes from './search.module.css';

/** All filters in a row; on phones behind one button, in a sheet. */
export function FilterBar(props: FilterProps) {
  const { t } = useTranslation(['patient', 'common']);
  const [opened, { open, close }] = useDisclosure(false);
  const count = countOf(props.filters, props.fixed);
  return (
    <>
      <div className={classes.bar} role="group" aria-label={t('search.filters')}>
        <FilterFields {...props} />
      </div>
      <Button
        hiddenFrom="sm"
        variant="default"
        leftSection={<IconAdjustmentsHorizontal size={20} aria-hidden />}
        onClick={open}
      >
        {count ? t('search.filtersCount', { count }) : t('search.filters')}
      </Button>
      <Drawer
        opened={opened}
        onClose={close}
        position="bottom"
        size="auto"
        radius="lg"
        title={t('search.filters')}
        closeButtonProps={{ 'aria-label': t('common:close'), size: 44 }}
      >
        <Stack gap="md" pb="md">
          <FilterFields {...props} />
          <Button onClick={close}>{t('search.show')}</Button>
        </Stack>
      </Drawer>
    </>
  );
}

export interface FilterProps {
  filters: Filters;
  fixed: 'clinic'[];
  onChange: Change;
}

/** The single filters; a bar lays them side by side, a sheet one under the other. */
export function FilterFields({ filters, fixed, onChange }: FilterProps) {
  const { t } = useTranslation(['patient', 'common']);
  const { money } = useFormat();
  const within = fixed.includes('clinic') ? filters.clinic : undefined;
  const specialities = useQuery(clinicSpecialitiesQuery(within)).data?.items ?? [];
  const clinics = useQuery({ ...clinicsQuery, enabled: !within }).data?.items ?? [];
  const any = { value: '', label: t('search.any') };
  const bounds = filters.price && !prices.includes(filters.price) ? [...prices, filters.price] : prices;
  return (
    <>
      <SegmentedControl
        aria-label={t('search.type')}
        size="md"
        value={filters.type ?? 'any'}
        onChange={(next) => onChange({ type: next === 'any' ? undefined : (next as VisitType) })}
        data={[
          { value: 'any', label: t('search.anyType') },
          { value: 'online', label: t('common:visitType.online') },
          { value: 'clinic', label: t('common:visitType.clinic') },
        ]}
      />
      <NativeSelect
        label={t('search.speciality')}
        value={filters.speciality ?? ''}
        onChange={({ currentTarget }) => onChange({ speciality: currentTarget.value || undefined })}
        data={[any, ...specialities.map(({ slug, profession }) => ({ value: slug, label: profession }))]}
      />
      {!within && (
        <NativeSelect
          label={t('search.clinic')}
          value={filters.clinic ?? ''}
          onChange={({ currentTarget }) => onChange({ clinic: currentTarget.value || undefined })}
          data={[any, ...clinics.map(({ slug, title }) => ({ value: slug, label: title }))]}
        />
      )}
      <NativeSelect
        label={t('search.price')}
        value={String(filters.price ?? '')}
        onChange={({ currentTarget }) => onChange({ price: Number(currentTarget.value) || undefined })}
        data={[
          { value: '', label: t('search.anyPrice') },
          ...bounds.map((bound) => ({
            value: String(bound),
            label: t('search.upTo', { price: money(bound * 100) }),
          })),
        ]}
      />
      <NativeSelect
        label={t('search.soon')}
        value={filters.soon ?? ''}
        onChange={({ currentTarget }) =>
          onChange({ soon: (currentTarget.value || undefined) as Filters['soon'] })
        }
        data={[
          { value: '', label: t('search.anyTime') },
          ...(['today', 'tomorrow', 'week'] as const).map((value) => ({
            value,
            label: t(`search.${value}`),
          })),
        ]}
      />
    </>
  );
}

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
