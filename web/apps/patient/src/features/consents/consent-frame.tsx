import { Anchor, Card, Collapse, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconDownload,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Consent, consentDocumentUrl } from '@mila/api';
import { ProblemAlert, useFormat } from '@mila/ui';
import type { Decision, useConsent } from './use-consents';

interface ConsentFrameProps {
  icon: TablerIcon;
  title: string;
  hint: string;
  consent: ReturnType<typeof useConsent>;
  error: unknown;
  /** Inside a section that has a heading of its own. */
  nested?: boolean;
  children: ReactNode;
}

/** One consent as a document of its own: what for, the whole text and its version, the decision, the paper (R027). */
export function ConsentFrame({
  icon: Icon,
  title,
  hint,
  consent,
  error,
  nested = false,
  children,
}: ConsentFrameProps) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const [opened, { toggle }] = useDisclosure(false);
  const { text, state } = consent;
  return (
    <Card component="section" aria-label={title}>
      <Group wrap="nowrap" align="flex-start" gap="md">
        <ThemeIcon size={44} radius="md" variant="light" visibleFrom="xs">
          <Icon size={24} stroke={1.6} aria-hidden />
        </ThemeIcon>
        <Stack gap="sm" flex={1} miw={0}>
          <Title order={nested ? 3 : 2} fz="h3">
            {title}
          </Title>
          <Text c="dimmed">{hint}</Text>
          <ProblemAlert error={error} />
          {children}
          {text && (
            <Group gap="0 24px">
              <Anchor
                component="button"
                type="button"
                py={10}
                onClick={toggle}
                aria-expanded={opened}
                underline="always"
              >
                {t(opened ? 'consents.hide' : 'consents.read')}
              </Anchor>
              <Anchor href={consentDocumentUrl(text.kind)} download py={10} underline="always">
                <Group component="span" gap={6} wrap="nowrap" display="inline-flex">
                  <IconDownload size={18} aria-hidden />
                  {t('consents.pdf')}
                </Group>
              </Anchor>
            </Group>
          )}
          {text && (
            <Collapse expanded={opened}>
              <Text fw={600}>{text.title}</Text>
              <Text c="dimmed" fz="sm">
                {t('consents.version', { date: format.calendarDate(text.version) })}
              </Text>
              <Text mt="sm" style={{ whiteSpace: 'pre-line' }}>
                {text.text}
              </Text>
            </Collapse>
          )}
          {nested && state && <DecisionHistory history={state.history ?? []} />}
        </Stack>
      </Group>
    </Card>
  );
}

/** What was decided before: nothing is ever rewritten (R027). */
export function DecisionHistory({ history }: { history: NonNullable<Consent['history']> }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const [opened, { toggle }] = useDisclosure(false);
  if (history.length < 2) return null;
  return (
    <div>
      <Anchor
        component="button"
        type="button"
        py={10}
        onClick={toggle}
        aria-expanded={opened}
        underline="always"
      >
        {t('consents.history', { count: history.length })}
      </Anchor>
      <Collapse expanded={opened}>
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {history.map((one) => (
            <Text key={one.consent_id} component="li" fz="sm">
              {format.dateTime(one.decided_at)}:{' '}
              {t(one.decision === 'given' ? 'consents.historyGiven' : 'consents.historyRefused')}
            </Text>
          ))}
        </ul>
      </Collapse>
    </div>
  );
}

interface DecisionMarkProps {
  decision: Decision | 'undecided';
  at?: string | null;
  children: string;
}

const signs = { given: IconCircleCheck, refused: IconBan, undecided: IconCircleDashed } as const;

/** What was decided and when, as a sign and words; as high before the decision as after it, so that nothing jumps. */
export function DecisionMark({ decision, at, children }: DecisionMarkProps) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const Icon = signs[decision];
  const given = decision === 'given';
  return (
    <Group gap={8} role="status" wrap="nowrap" align="flex-start" mih={48}>
      <Icon
        size={22}
        stroke={1.8}
        aria-hidden
        style={{ flexShrink: 0, color: given ? 'var(--mila-link)' : 'var(--mantine-color-dimmed)' }}
      />
      <Stack gap={0}>
        <Text fw={600} c={given ? 'var(--mila-link)' : 'dimmed'}>
          {children}
        </Text>
        {at && (
          <Text fz="sm" c="dimmed">
            {t('consents.decided', { when: format.dateTime(at) })}
          </Text>
        )}
      </Stack>
    </Group>
  );
}
