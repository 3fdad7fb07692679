import { Button, Group } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConsentFrame, DecisionMark } from './consent-frame';
import { type Decision, useConsent } from './use-consents';

const words = {
  given: 'consents.allowed',
  refused: 'consents.forbidden',
  undecided: 'consents.unchosen',
} as const;

/** Consent 2: two choices, neither made in advance (R022). */
export function NotificationsConsent({ nested }: { nested?: boolean }) {
  const { t } = useTranslation('patient');
  const consent = useConsent('notifications');
  const { text, state, decision, decide, error } = consent;
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
      consent={consent}
      nested={nested}
      error={error}
    >
      <DecisionMark decision={decision} at={state?.decided_at}>
        {t(words[decision])}
      </DecisionMark>
      <Group gap="sm">
        {choice('given', t('consents.allow'))}
        {choice('refused', t('consents.forbid'))}
      </Group>
    </ConsentFrame>
  );
}
