import { Group, Stack, Text } from '@mantine/core';
import { IconBan, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@mila/ui';

interface Props {
  given: boolean;
  at?: string | null;
  children: string;
}

/** What was decided and when, as a sign and words. */
export function DecisionMark({ given, at, children }: Props) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const Icon = given ? IconCircleCheck : IconBan;
  return (
    <Group gap={8} role="status" wrap="nowrap" align="flex-start">
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
