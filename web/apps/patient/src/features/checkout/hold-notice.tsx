import { Group, Text } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Countdown } from '@mila/ui';
import classes from './checkout.module.css';

interface Props {
  until: string;
  onEnd: () => void;
  children: ReactNode;
}

/** How long the time is still kept, counted by the server's clock (R074). */
export function HoldNotice({ until, onEnd, children }: Props) {
  return (
    <Group className={classes.hold} wrap="nowrap" gap="sm">
      <IconClock size={22} style={{ flex: 'none' }} aria-hidden />
      <Text>
        {children}{' '}
        <Text span fw={700}>
          <Countdown until={until} onEnd={onEnd} />
        </Text>
      </Text>
    </Group>
  );
}
