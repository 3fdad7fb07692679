import { Anchor, Collapse, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Consent } from '@mila/api';
import { useFormat } from '@mila/ui';

/** What was decided before: nothing is ever rewritten (R027). */
export function DecisionHistory({ history }: { history: NonNullable<Consent['history']> }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const [opened, { toggle }] = useDisclosure(false);
  if (history.length < 2) return null;
  return (
    <div>
      <Anchor
        component="button"
        type="button"
        py={10}
        onClick={toggle}
        aria-expanded={opened}
        underline="always"
      >
        {t('consents.history', { count: history.length })}
      </Anchor>
      <Collapse expanded={opened}>
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {history.map((one) => (
            <Text key={one.consent_id} component="li" fz="sm">
              {format.dateTime(one.decided_at)}:{' '}
              {t(one.decision === 'given' ? 'consents.historyGiven' : 'consents.historyRefused')}
            </Text>
          ))}
        </ul>
      </Collapse>
    </div>
  );
}
