import { Card, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

/** The one card in the middle of every page before the cabinet. */
export function EntryCard({ children }: { children: ReactNode }) {
  return (
    <Card maw={480} mx="auto" p={{ base: 'md', xs: 'xl' }}>
      <Stack gap="lg">{children}</Stack>
    </Card>
  );
}
