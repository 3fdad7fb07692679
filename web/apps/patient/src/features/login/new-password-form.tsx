import { Alert, Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { resetPassword } from '@mila/api';
import { ProblemAlert } from '@mila/ui';
import { PasswordField } from './password-field';
import { useRules } from './rules';

/** Spends the token of a recovery letter on a new password. */
export function NewPasswordForm({ token }: { token: string }) {
  const { t } = useTranslation('patient');
  const form = useForm({ initialValues: { password: '' }, validate: { password: useRules().password } });
  const save = useMutation({ mutationFn: resetPassword });
  if (save.isSuccess)
    return (
      <Alert role="status" icon={<IconCheck aria-hidden />} title={t('recover.done')}>
        {t('recover.doneHint')}
      </Alert>
    );
  return (
    <form onSubmit={form.onSubmit(({ password }) => save.mutate({ token, password }))} noValidate>
      <Stack gap="md">
        <PasswordField
          {...form.getInputProps('password')}
          label={t('other.newPassword')}
          description={t('other.passwordHint')}
          autoComplete="new-password"
          required
        />
        <ProblemAlert error={save.error} />
        <Button type="submit" loading={save.isPending}>
          {t('recover.save')}
        </Button>
      </Stack>
    </form>
  );
}
