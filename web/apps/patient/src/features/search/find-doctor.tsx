import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** The way on from an address that leads to no doctor and no clinic. */
export function FindDoctor() {
  const { t } = useTranslation('patient');
  return (
    <Button component={Link} to="/search">
      {t('records.find')}
    </Button>
  );
}
