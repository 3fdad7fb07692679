import { Button } from '@mantine/core';
import { IconWifi } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** The way to «Проверка связи», where somebody thinks of their visit. */
export function CheckLink() {
  const { t } = useTranslation('patient');
  return (
    <Button
      component={Link}
      to="/check"
      variant="default"
      w="fit-content"
      leftSection={<IconWifi size={20} aria-hidden />}
      data-testid="check-link"
    >
      {t('nav.check')}
    </Button>
  );
}
