import { Group, Text } from '@mantine/core';
import { IconBan, IconCircleCheck } from '@tabler/icons-react';

/** What was decided, as a sign and words. */
export function DecisionMark({ given, children }: { given: boolean; children: string }) {
  const Icon = given ? IconCircleCheck : IconBan;
  return (
    <Group gap={8} role="status" c={given ? 'var(--mila-link)' : 'dimmed'} wrap="nowrap">
      <Icon size={22} stroke={1.8} aria-hidden />
      <Text fw={600}>{children}</Text>
    </Group>
  );
}
