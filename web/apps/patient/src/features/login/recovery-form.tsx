import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recoverPassword } from '@mila/api';
import { LetterSent, ProblemAlert, useFormDraft } from '@mila/ui';
import { useRules } from './password-rules';

/** Asks for a letter with a link to a new password; never says who has an account (R043). */
export function RecoveryForm({ returnTo }: { returnTo?: string }) {
  const { t } = useTranslation('patient');
  const draft = useFormDraft('recovery', { email: '' });
  const form = useForm({
    initialValues: draft.values,
    onValuesChange: draft.keep,
    validate: { email: useRules().email },
  });
  const [sent, setSent] = useState(false);
  const send = useMutation({
    mutationFn: recoverPassword,
    onSuccess: () => {
      draft.forget();
      setSent(true);
    },
  });
  const ask = () => send.mutate({ email: form.values.email, return_to: returnTo });
  if (sent)
    return (
      <LetterSent
        title={t('recover.sent')}
        onAgain={ask}
        pending={send.isPending}
        error={send.error}
        onOther={() => setSent(false)}
      >
        {t('recover.sentHint', { email: form.values.email.trim() })}
      </LetterSent>
    );
  return (
    <form onSubmit={form.onSubmit(ask)} noValidate>
      <Stack gap="md">
        <TextInput
          {...form.getInputProps('email')}
          label={t('other.email')}
          type="email"
          autoComplete="username"
          required
        />
        <ProblemAlert error={send.error} />
        <Button type="submit" loading={send.isPending}>
          {t('recover.send')}
        </Button>
      </Stack>
    </form>
  );
}
