import { Group, Text, VisuallyHidden } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Countdown, useFormat, useServerNow } from '@mila/ui';
import classes from './checkout.module.css';

interface Props {
  until: string;
  children: ReactNode;
}

/** A screen reader announces these minutes only: a figure that changes each second would talk without an end. */
const marks = [10, 5, 2, 1];

/** How long the time is still kept, counted by the server's clock (R074). */
export function HoldNotice({ until, children }: Props) {
  return (
    <Group className={classes.hold} wrap="nowrap" gap="sm">
      <IconClock size={22} style={{ flex: 'none' }} aria-hidden />
      <Text>
        {children}{' '}
        <Text span fw={700}>
          <Countdown until={until} />
        </Text>
      </Text>
      <MinutesLeft until={until} />
    </Group>
  );
}

function MinutesLeft({ until }: { until: string }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const left = (Date.parse(until) - useServerNow()) / 60_000;
  const mark = marks.findLast((minutes) => left <= minutes);
  return (
    <VisuallyHidden role="status">
      {mark && left > 0 ? t('checkout.holdLeft', { time: format.minutes(mark) }) : ''}
    </VisuallyHidden>
  );
}
