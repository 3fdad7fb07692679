import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { gosuslugiLoginUrl } from '@mila/api';

/** Lifts the limits of a login by password, and comes back to this very place (R033, R034). */
export function IdentifyButton() {
  const { t } = useTranslation('common');
  return (
    <Button component="a" href={gosuslugiLoginUrl(location.pathname + location.search)}>
      {t('identify')}
    </Button>
  );
}
