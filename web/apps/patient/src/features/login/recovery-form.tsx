import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconMail } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { recoverPassword } from '@mila/api';
import { ProblemAlert } from '@mila/ui';
import { useRules } from './rules';

/** Asks for a letter with a link to a new password (R043). */
export function RecoveryForm() {
  const { t } = useTranslation('patient');
  const form = useForm({ initialValues: { email: '' }, validate: { email: useRules().email } });
  const send = useMutation({ mutationFn: recoverPassword });
  if (send.isSuccess)
    return (
      <Alert role="status" icon={<IconMail aria-hidden />} title={t('recover.sent')}>
        {t('recover.sentHint')}
      </Alert>
    );
  return (
    <form onSubmit={form.onSubmit(({ email }) => send.mutate(email))} noValidate>
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
