import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Session } from '@mila/api';
import { LogOutButton } from './log-out-button';

/** The patient's client lives on the same host without the doctor's prefix. */
const patientOrigin = (): string => `${location.protocol}//${location.host.replace(/^doctor\./, '')}/`;

/** Logged in, but not as a doctor: why, whom to ask (an administrator nobody), and where a patient belongs. */
export function StrangerNotice({ session }: { session: Session }) {
  const { t } = useTranslation('doctor');
  const admin = session.roles.includes('clinic_admin');
  return (
    <Alert
      role="alert"
      color="yellow"
      icon={<IconUserQuestion aria-hidden />}
      title={t(admin ? 'gate.admin' : 'gate.stranger')}
    >
      <Stack gap="sm" align="flex-start">
        {t(admin ? 'gate.adminHint' : 'gate.strangerHint', { name: session.full_name ?? '' })}
        <Text>
          {t('gate.patient')}{' '}
          <Anchor href={patientOrigin()} underline="always" inherit>
            {t('gate.toPatient')}
          </Anchor>
        </Text>
        <LogOutButton inWords />
      </Stack>
    </Alert>
  );
}
