import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconMail } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { register } from '@mila/api';
import { ProblemAlert } from '@mila/ui';
import { PasswordField } from './password-field';
import { useRules } from './rules';

/** Registration by e-mail (R031); the answer is the same whether the address is new or known. */
export function RegistrationForm() {
  const { t } = useTranslation('patient');
  const rules = useRules();
  const form = useForm({
    initialValues: { last_name: '', first_name: '', middle_name: '', email: '', password: '' },
    validate: {
      last_name: rules.required,
      first_name: rules.required,
      email: rules.email,
      password: rules.password,
    },
  });
  const send = useMutation({ mutationFn: register });
  if (send.isSuccess)
    return (
      <Alert role="status" icon={<IconMail aria-hidden />} title={t('other.registered')}>
        {t('other.registeredHint', { email: form.values.email })}
      </Alert>
    );
  const submit = form.onSubmit((values) =>
    send.mutate({ ...values, middle_name: values.middle_name || null }),
  );
  return (
    <form onSubmit={submit} noValidate>
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
        <PasswordField
          {...form.getInputProps('password')}
          label={t('other.password')}
          description={t('other.passwordHint')}
          autoComplete="new-password"
          required
        />
        <ProblemAlert error={send.error} />
        <Button type="submit" loading={send.isPending} fullWidth>
          {t('other.register')}
        </Button>
      </Stack>
    </form>
  );
}
