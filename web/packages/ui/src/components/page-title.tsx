import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  children: string;
  lead?: ReactNode;
  aside?: ReactNode;
}

/** The one heading of a page: names the tab and takes the focus, so that a screen reader reads the new page. */
export function PageTitle({ children, lead, aside }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(children);
  useEffect(() => focusOnNavigation(heading.current), []);
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

let lastPath: string | undefined;

/** Names the tab after what the page is about. */
export function useDocumentTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = `${title} — Mila`;
  }, [title]);
}

/**
 * After a step to another page the focus is at its heading, so that a screen reader reads where it is and the next Tab
 * goes on from there. The first page keeps the browser's order, and a person already inside the page is left alone.
 */
function focusOnNavigation(heading: HTMLElement | null): void {
  const here = location.pathname;
  const moved = lastPath !== undefined && lastPath !== here;
  lastPath = here;
  if (moved && !document.querySelector('main')?.contains(document.activeElement))
    heading?.focus({ preventScroll: true });
}
