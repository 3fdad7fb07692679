import { Button, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '@mila/api';
import { ProblemAlert, useProblemText } from '@mila/ui';
import { NewPasswordField } from './password-field';
import { usePasswordStrength, useRules } from './password-rules';

interface Props {
  error: unknown;
  pending: boolean;
  onPassword: (password: string) => void;
}

/** The letter was opened in another browser than the registration: who owns the address sets the password. */
export function ConfirmationPassword({ error, pending, onPassword }: Props) {
  const { t } = useTranslation('patient');
  const words = useProblemText();
  const rules = useRules();
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => rules.newPassword(value, strength) },
  });
  const strength = usePasswordStrength(form.values.password, []);
  const weak = hasCode(error, 'password_too_weak');
  const { setFieldError } = form;
  useEffect(() => {
    if (weak) setFieldError('password', words(error));
  }, [weak, error, words, setFieldError]);
  return (
    <form onSubmit={form.onSubmit(({ password }) => onPassword(password))} noValidate>
      <Stack gap="md">
        <Text>{t('other.newPasswordHint')}</Text>
        <NewPasswordField
          {...form.getInputProps('password')}
          label={t('other.newPassword')}
          description={t('other.passwordHint')}
          strength={strength}
        />
        {!hasCode(error, 'password_required', 'password_too_weak') && <ProblemAlert error={error} />}
        <Button type="submit" size="lg" loading={pending}>
          {t('other.confirm')}
        </Button>
      </Stack>
    </form>
  );
}
