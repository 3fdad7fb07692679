import { Card, Group } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState, IdentifyButton } from '@mila/ui';

interface Props {
  title: string;
  children: ReactNode;
  aside?: ReactNode;
}

/** A page a login by password may not see, and the button that opens it: back to this very place (R033, R034). */
export function IdentifyCard({ title, children, aside }: Props) {
  return (
    <Card maw={560} mx="auto" w="100%">
      <EmptyState
        icon={IconShieldLock}
        order={1}
        title={title}
        action={
          <Group justify="center" gap="sm" mt="sm">
            <IdentifyButton />
            {aside}
          </Group>
        }
      >
        {children}
      </EmptyState>
    </Card>
  );
}
