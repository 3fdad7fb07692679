import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode, register } from '@mila/api';
import { LetterSent, ProblemAlert, useFormDraft, useProblemText } from '@mila/ui';
import { NewPasswordField } from './password-field';
import { usePasswordStrength, useRules } from './password-rules';

export const registrationDraft = 'registration';

/** Registration by e-mail (R031); the answer is the same whether the address is new or known. */
export function RegistrationForm({ returnTo }: { returnTo?: string }) {
  const { t } = useTranslation('patient');
  const words = useProblemText();
  const rules = useRules();
  const draft = useFormDraft(registrationDraft, {
    last_name: '',
    first_name: '',
    middle_name: '',
    email: '',
  });
  const form = useForm({
    initialValues: { ...draft.values, password: '' },
    onValuesChange: ({ last_name, first_name, middle_name, email }) =>
      draft.keep({ last_name, first_name, middle_name, email }),
    validate: {
      last_name: rules.required,
      first_name: rules.required,
      email: rules.email,
      password: (value) => rules.newPassword(value, strength),
    },
  });
  const { email, password, first_name, last_name, middle_name } = form.values;
  const strength = usePasswordStrength(password, [email, first_name, last_name, middle_name]);
  const [sent, setSent] = useState(false);
  const send = useMutation({
    mutationFn: register,
    onSuccess: () => {
      draft.forget();
      setSent(true);
    },
    onError: (error) => hasCode(error, 'password_too_weak') && form.setFieldError('password', words(error)),
  });
  const weak = hasCode(send.error, 'password_too_weak');
  const apply = () =>
    send.mutate({ ...form.values, middle_name: form.values.middle_name || null, return_to: returnTo });
  if (sent)
    return (
      <LetterSent
        title={t('other.registered')}
        onAgain={apply}
        pending={send.isPending}
        error={send.error}
        onOther={() => setSent(false)}
      >
        {t('other.registeredHint', { email: email.trim() })}
      </LetterSent>
    );
  return (
    <form onSubmit={form.onSubmit(apply)} noValidate>
      <Stack gap="md">
        <TextInput
          {...form.getInputProps('last_name')}
          label={t('other.lastName')}
          autoComplete="family-name"
          required
        />
        <TextInput
          {...form.getInputProps('first_name')}
          label={t('other.firstName')}
          autoComplete="given-name"
          required
        />
        <TextInput
          {...form.getInputProps('middle_name')}
          label={t('other.middleName')}
          description={t('other.middleNameHint')}
          autoComplete="additional-name"
        />
        <TextInput
          {...form.getInputProps('email')}
          label={t('other.email')}
          type="email"
          autoComplete="email"
          required
        />
        <NewPasswordField
          {...form.getInputProps('password')}
          label={t('other.password')}
          description={t('other.passwordHint')}
          strength={strength}
        />
        {!weak && <ProblemAlert error={send.error} />}
        <Button type="submit" loading={send.isPending} fullWidth>
          {t('other.register')}
        </Button>
      </Stack>
    </form>
  );
}
