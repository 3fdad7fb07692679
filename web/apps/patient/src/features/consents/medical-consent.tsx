import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileCertificate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@mila/ui';
import { ConsentFrame, DecisionMark } from './consent-frame';
import { useConsent } from './use-consents';

const words = {
  given: 'consents.signed',
  refused: 'consents.refused',
  undecided: 'consents.unsigned',
} as const;

/** Consent 1: without it medical documents are not shown (R021, R025). */
export function MedicalConsent({ identified, nested }: { identified: boolean; nested?: boolean }) {
  const { t } = useTranslation('patient');
  const consent = useConsent('medical_documents');
  const { text, state, decision, decide, error } = consent;
  const [asked, dialog] = useDisclosure(false);
  const withdraw = () => decide.mutate('refused', { onSuccess: dialog.close });
  return (
    <ConsentFrame
      icon={IconFileCertificate}
      title={t('consents.medical')}
      hint={t('consents.medicalHint')}
      consent={consent}
      nested={nested}
      error={asked ? null : error}
    >
      <DecisionMark decision={decision} at={state?.decided_at}>
        {t(words[decision])}
      </DecisionMark>
      {decision === 'given' && (
        <Button variant="default" onClick={dialog.open} style={{ alignSelf: 'flex-start' }}>
          {t('consents.withdraw')}
        </Button>
      )}
      {decision !== 'given' && !identified && <Text>{t('consents.medicalPassword')}</Text>}
      {decision !== 'given' && identified && (
        <Button
          disabled={!text}
          loading={decide.isPending}
          onClick={() => decide.mutate('given')}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('consents.sign')}
        </Button>
      )}
      <ConfirmDialog
        opened={asked}
        onClose={dialog.close}
        title={t('consents.withdrawTitle')}
        confirm={t('consents.withdraw')}
        danger
        pending={decide.isPending}
        error={decide.error}
        onConfirm={withdraw}
      >
        <Text>{t('consents.withdrawHint')}</Text>
      </ConfirmDialog>
    </ConsentFrame>
  );
}
