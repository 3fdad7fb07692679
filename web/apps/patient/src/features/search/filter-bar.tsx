import { Button, Drawer, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FilterFields, type FilterProps } from './filter-fields';
import { countOf } from './filters';
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
