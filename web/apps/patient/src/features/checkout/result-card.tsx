import { Card, Loader, Stack, Text, ThemeIcon } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PageTitle } from '@mila/ui';

interface Props {
  icon?: TablerIcon;
  tone?: 'teal' | 'ember' | 'red' | 'gray';
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}

/** One truth, said large, with its next step; without an icon it is still being found out. Only the title is announced. */
export function ResultCard({ icon: Icon, tone = 'teal', title, children, actions }: Props) {
  return (
    <Card maw={560} mx="auto" p={{ base: 'lg', xs: 'xl' }}>
      <Stack gap="md" align="center" ta="center">
        {Icon ? (
          <ThemeIcon size={80} radius="xl" variant="light" color={tone}>
            <Icon size={44} stroke={1.6} aria-hidden />
          </ThemeIcon>
        ) : (
          <Loader size={56} aria-hidden />
        )}
        <div role="status">
          <PageTitle>{title}</PageTitle>
        </div>
        {children && (
          <Text component="div" w="100%">
            {children}
          </Text>
        )}
        {actions && (
          <Stack gap="xs" w="100%" mt="sm">
            {actions}
          </Stack>
        )}
      </Stack>
    </Card>
  );
}
