import { Alert, Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode, resetPassword } from '@mila/api';
import { ProblemAlert, useProblemText } from '@mila/ui';
import { NewPasswordField } from './password-field';
import { usePasswordStrength, useRules } from './password-rules';
import { SpentLink } from './spent-link';

interface Props {
  token: string;
  /** What to do once the password is changed. */
  enter: ReactNode;
  /** What to do when the link is spent. */
  retry: ReactNode;
}

/** Spends the token of a recovery letter on a new password. */
export function NewPasswordForm({ token, enter, retry }: Props) {
  const { t } = useTranslation('patient');
  const words = useProblemText();
  const rules = useRules();
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => rules.newPassword(value, strength) },
  });
  const strength = usePasswordStrength(form.values.password, []);
  const save = useMutation({
    mutationFn: resetPassword,
    onError: (error) => hasCode(error, 'password_too_weak') && form.setFieldError('password', words(error)),
  });
  if (save.isSuccess)
    return (
      <>
        <Alert role="status" icon={<IconCheck aria-hidden />} title={t('recover.done')}>
          {t('recover.doneHint')}
        </Alert>
        {enter}
      </>
    );
  if (hasCode(save.error, 'verification_invalid', 'verification_expired'))
    return <SpentLink expired={hasCode(save.error, 'verification_expired')}>{retry}</SpentLink>;
  return (
    <form onSubmit={form.onSubmit(({ password }) => save.mutate({ token, password }))} noValidate>
      <Stack gap="md">
        <NewPasswordField
          {...form.getInputProps('password')}
          label={t('other.newPassword')}
          description={t('other.passwordHint')}
          strength={strength}
        />
        {!hasCode(save.error, 'password_too_weak') && <ProblemAlert error={save.error} />}
        <Button type="submit" loading={save.isPending}>
          {t('recover.save')}
        </Button>
      </Stack>
    </form>
  );
}
