import { Button, Card, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '@mila/api';
import { Countdown } from './countdown';
import { ProblemAlert } from './problems';

const pauseMs = 60_000;

interface Props {
  title: string;
  children: ReactNode;
  /** Sends the letter once more; offered after a pause, so that the first has time to arrive. */
  onAgain: () => void;
  pending: boolean;
  error: unknown;
  /** Goes back to the address, which may have been mistyped. */
  onOther?: () => void;
}

/** A letter is on its way: where it went, and what to do if it does not come. */
export function LetterSent({ title, children, onAgain, pending, error, onOther }: Props) {
  const { t } = useTranslation('common');
  const pause = () => new Date(serverNow() + pauseMs).toISOString();
  const [until, setUntil] = useState<string | null>(pause);
  const again = () => {
    setUntil(pause());
    onAgain();
  };
  return (
    <Card component="section" bg="var(--mila-soft)" p="lg">
      <Stack gap="md">
        <Group wrap="nowrap" align="flex-start" gap="md" role="status">
          <ThemeIcon size={44} radius="md" variant="light" visibleFrom="xs">
            <IconMailCheck size={24} stroke={1.6} aria-hidden />
          </ThemeIcon>
          <Stack gap={6}>
            <Title order={2} fz="h3">
              {title}
            </Title>
            <Text component="div">{children}</Text>
          </Stack>
        </Group>
        <ProblemAlert error={error} />
        <Group gap="xs" align="center">
          <Button variant="default" onClick={again} loading={pending} disabled={until !== null}>
            {t('letter.again')}
          </Button>
          {onOther && (
            <Button variant="subtle" onClick={onOther}>
              {t('letter.other')}
            </Button>
          )}
        </Group>
        {until && (
          <Text c="dimmed" fz="sm">
            {t('letter.pause')} <Countdown key={until} until={until} onEnd={() => setUntil(null)} />
          </Text>
        )}
      </Stack>
    </Card>
  );
}
