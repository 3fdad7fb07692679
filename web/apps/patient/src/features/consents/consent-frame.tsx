import { Anchor, Card, Collapse, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentText } from '@mila/api';
import { ProblemAlert } from '@mila/ui';

interface Props {
  icon: TablerIcon;
  title: string;
  hint: string;
  text?: ConsentText;
  error: unknown;
  children: ReactNode;
}

/** One consent as a document of its own: what for, the whole text, the decision. */
export function ConsentFrame({ icon: Icon, title, hint, text, error, children }: Props) {
  const { t } = useTranslation('patient');
  const [opened, { toggle }] = useDisclosure(false);
  return (
    <Card component="section" aria-label={title}>
      <Group wrap="nowrap" align="flex-start" gap="md">
        <ThemeIcon size={44} radius="md" variant="light" visibleFrom="xs">
          <Icon size={24} stroke={1.6} aria-hidden />
        </ThemeIcon>
        <Stack gap="sm" flex={1}>
          <Title order={2} fz="h3">
            {title}
          </Title>
          <Text c="dimmed">{hint}</Text>
          {text && (
            <div>
              <Anchor
                component="button"
                type="button"
                onClick={toggle}
                aria-expanded={opened}
                underline="always"
              >
                {t('consents.read')}
              </Anchor>
              <Collapse expanded={opened}>
                <Text mt="sm" style={{ whiteSpace: 'pre-line' }}>
                  {text.text}
                </Text>
              </Collapse>
            </div>
          )}
          <ProblemAlert error={error} />
          {children}
        </Stack>
      </Group>
    </Card>
  );
}
