import { Badge, type MantineColor } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';

interface Props {
  color: MantineColor;
  icon: TablerIcon;
  children: string;
}

/** How something stands: an icon and a word, never only a colour. */
export function StateBadge({ color, icon: Icon, children }: Props) {
  return (
    <Badge
      variant="light"
      color={color}
      size="lg"
      tt="none"
      fw={600}
      leftSection={<Icon size={14} aria-hidden />}
    >
      {children}
    </Badge>
  );
}
