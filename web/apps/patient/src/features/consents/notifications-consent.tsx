import { Button, Group } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConsentFrame } from './consent-frame';
import { DecisionMark } from './decision-mark';
import { type Decision, useConsent } from './use-consents';

/** Consent 2: two choices, neither made in advance (R022). */
export function NotificationsConsent() {
  const { t } = useTranslation('patient');
  const { text, decision, decide, error } = useConsent('notifications');
  const choice = (wanted: Decision, label: string) => (
    <Button
      variant={decision === wanted ? 'light' : 'default'}
      aria-pressed={decision === wanted}
      disabled={!text}
      loading={decide.isPending && decide.variables === wanted}
      onClick={() => decide.mutate(wanted)}
    >
      {label}
    </Button>
  );
  return (
    <ConsentFrame
      icon={IconBell}
      title={t('consents.notifications')}
      hint={t('consents.notificationsHint')}
      text={text}
      error={error}
    >
      {decision !== 'undecided' && (
        <DecisionMark given={decision === 'given'}>
          {decision === 'given' ? t('consents.allowed') : t('consents.forbidden')}
        </DecisionMark>
      )}
      <Group gap="sm">
        {choice('given', t('consents.allow'))}
        {choice('refused', t('consents.forbid'))}
      </Group>
    </ConsentFrame>
  );
}
