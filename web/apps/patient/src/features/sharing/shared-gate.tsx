import { Button, Card, Stack, Text, TextInput, ThemeIcon, Title } from '@mantine/core';
import { IconKey, IconLinkOff } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiProblem, hasCode } from '@mila/api';
import { EmptyState, ErrorState, ProblemAlert } from '@mila/ui';

const closed = ['share_unknown', 'share_expired', 'share_withdrawn', 'share_locked'] as const;

interface Props {
  error: unknown;
  pending: boolean;
  onCode: (code: string) => void;
  onRetry: () => void;
}

/** Why the link is not open: a code is wanted, or it is over. Nothing else is said. */
export function SharedGate({ error, pending, onCode, onRetry }: Props) {
  const { t } = useTranslation(['patient', 'problems']);
  const reason = closed.find((code) => hasCode(error, code));
  if (reason)
    return (
      <EmptyState icon={IconLinkOff} order={1} title={t(`sharing.closed.${reason}`)}>
        {t(`problems:${reason}`)}
      </EmptyState>
    );
  if (hasCode(error, 'share_code_required', 'share_code_wrong'))
    return <CodeForm error={error as ApiProblem} pending={pending} onCode={onCode} />;
  return <ErrorState error={error} onRetry={onRetry} />;
}

function CodeForm({
  error,
  pending,
  onCode,
}: {
  error: ApiProblem;
  pending: boolean;
  onCode: (code: string) => void;
}) {
  const { t } = useTranslation('patient');
  const [code, setCode] = useState('');
  const wrong = error.code === 'share_code_wrong';
  const left = Number(error.extra.attempts_left);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code) onCode(code);
  };
  return (
    <Card component="section" maw={460} mx="auto" w="100%">
      <form onSubmit={submit}>
        <Stack gap="md">
          <ThemeIcon size={52} radius="md" variant="light">
            <IconKey size={28} stroke={1.5} aria-hidden />
          </ThemeIcon>
          <Title order={1}>{t('sharing.enterTitle')}</Title>
          <Text>{t('sharing.enterHint')}</Text>
          <TextInput
            label={t('sharing.enterCode')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={20}
            className="numerals"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            data-autofocus
          />
          {wrong && <ProblemAlert error={error}>{` ${t('sharing.attempts', { count: left })}`}</ProblemAlert>}
          <Button type="submit" size="lg" loading={pending} disabled={!code}>
            {t('sharing.enter')}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
