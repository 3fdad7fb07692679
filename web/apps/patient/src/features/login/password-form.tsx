import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { logInWithPassword, type Session } from '@mila/api';
import { ProblemAlert, useFormDraft } from '@mila/ui';
import { PasswordField } from './password-field';
import { useRules } from './password-rules';

/** Login with an existing e-mail and password (R032). */
export function PasswordForm({ onSession }: { onSession: (session: Session) => void }) {
  const { t } = useTranslation('patient');
  const rules = useRules();
  const draft = useFormDraft('login', { email: '' });
  const form = useForm({
    initialValues: { ...draft.values, password: '' },
    onValuesChange: ({ email }) => draft.keep({ email }),
    validate: { email: rules.email, password: rules.required },
  });
  const enter = useMutation({
    mutationFn: logInWithPassword,
    onSuccess: (session) => {
      draft.forget();
      onSession(session);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => enter.mutate(values))} noValidate>
      <Stack gap="md">
        <TextInput
          {...form.getInputProps('email')}
          label={t('other.email')}
          type="email"
          autoComplete="username"
          required
        />
        <PasswordField
          {...form.getInputProps('password')}
          label={t('other.password')}
          autoComplete="current-password"
          required
        />
        <ProblemAlert error={enter.error} />
        <Button type="submit" loading={enter.isPending} fullWidth>
          {t('other.enter')}
        </Button>
      </Stack>
    </form>
  );
}
