import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useDocumentTitle } from './page-title';

interface Props {
  icon: TablerIcon;
  title: string;
  /** 1 when this is all the page has to say. */
  order?: 1 | 2;
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ icon: Icon, title, order = 2, children, action }: Props) {
  useDocumentTitle(order === 1 ? title : undefined);
  return (
    <Stack align="center" ta="center" gap="sm" py={48} px="md" maw={460} mx="auto">
      <ThemeIcon size={72} radius="xl" variant="light">
        <Icon size={36} stroke={1.5} aria-hidden />
      </ThemeIcon>
      <Title order={order}>{title}</Title>
      {children && (
        <Text c="dimmed" component="div">
          {children}
        </Text>
      )}
      {action}
    </Stack>
  );
}
