import { Alert, Button, Stack } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { gosuslugiLoginUrl } from '@mila/api';

interface Props {
  reason: 'identification_required' | 'consent_required';
}

/** Why conclusions are not in the list, and the one step that shows them (R025, R033). */
export function Restriction({ reason }: Props) {
  const { t } = useTranslation('patient');
  const identify = reason === 'identification_required';
  return (
    <Alert
      icon={<IconShieldLock aria-hidden />}
      title={identify ? t('medcard.identification') : t('medcard.consent')}
    >
      <Stack gap="sm" align="flex-start">
        {identify ? t('medcard.identificationHint') : t('medcard.consentHint')}
        {identify ? (
          <Button component="a" href={gosuslugiLoginUrl('/medcards/')}>
            {t('login.gosuslugi')}
          </Button>
        ) : (
          <Button component={Link} to="/profile">
            {t('medcard.toProfile')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
