import { Anchor, Button, type ButtonProps, Group } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { createLink, Link } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

type Props = ButtonProps & Omit<ComponentProps<'a'>, keyof ButtonProps>;

/** Leads to a page: its address and search parameters are checked against the routes of the app. */
export const LinkButton = createLink((props: Props) => <Button component="a" {...props} />);

/** The same as words in a text. */
export const LinkAnchor = createLink(Anchor<'a'>);

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
