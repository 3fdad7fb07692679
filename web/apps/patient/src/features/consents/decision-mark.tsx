import { Group, Stack, Text } from '@mantine/core';
import { IconBan, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@mila/ui';
import type { Decision } from './use-consents';

interface Props {
  decision: Decision | 'undecided';
  at?: string | null;
  children: string;
}

const signs = { given: IconCircleCheck, refused: IconBan, undecided: IconCircleDashed } as const;

/** What was decided and when, as a sign and words; as high before the decision as after it, so that nothing jumps. */
export function DecisionMark({ decision, at, children }: Props) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const Icon = signs[decision];
  const given = decision === 'given';
  return (
    <Group gap={8} role="status" wrap="nowrap" align="flex-start" mih={48}>
      <Icon
        size={22}
        stroke={1.8}
        aria-hidden
        style={{ flexShrink: 0, color: given ? 'var(--mila-link)' : 'var(--mantine-color-dimmed)' }}
      />
      <Stack gap={0}>
        <Text fw={600} c={given ? 'var(--mila-link)' : 'dimmed'}>
          {children}
        </Text>
        {at && (
          <Text fz="sm" c="dimmed">
            {t('consents.decided', { when: format.dateTime(at) })}
          </Text>
        )}
      </Stack>
    </Group>
  );
}
