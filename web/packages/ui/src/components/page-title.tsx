import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { focusOnArrival, useDocumentTitle } from '../shell/arrival';

interface Props {
  children: string;
  lead?: ReactNode;
  aside?: ReactNode;
}

/** The one heading of a page: names the tab and takes the focus, so that a screen reader hears the new page. */
export function PageTitle({ children, lead, aside }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(children);
  useEffect(() => focusOnArrival(heading.current), []);
  return (
    <Group justify="space-between" align="flex-start" gap="md">
      <Stack gap={6} flex="1 1 280px" miw={0}>
        <Title order={1} ref={heading} tabIndex={-1}>
          {children}
        </Title>
        {lead && (
          <Text c="dimmed" component="div">
            {lead}
          </Text>
        )}
      </Stack>
      {aside}
    </Group>
  );
}
