import { Anchor, Group } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

/** The way back to the list a page belongs to, in line with its heading. */
export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <Anchor component={Link} to={to} py={10} fw={600} style={{ alignSelf: 'flex-start' }}>
      <Group component="span" gap={4} wrap="nowrap" display="inline-flex" ms={-6}>
        <IconChevronLeft size={20} stroke={1.8} aria-hidden />
        {children}
      </Group>
    </Anchor>
  );
}
