import { Alert, Button, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changePassword, hasCode, openSessionsQuery, type Profile, profileQuery } from '@mila/api';
import { IdentifyButton, ProblemAlert, useProblemText } from '@mila/ui';
import { NewPasswordField, PasswordField } from './password-field';
import { usePasswordStrength, useRules } from './password-rules';

interface Props {
  profile: Profile;
  /** The person came in by Gosuslugi, and needs no current password. */
  identified: boolean;
}

/** The password of the account: changed with the current one, or, once linked, after a login through Gosuslugi. */
export function PasswordChange({ profile, identified }: Props) {
  const { t } = useTranslation('patient');
  if (!profile.account_email) return <Text>{t('password.only')}</Text>;
  if (profile.gosuslugi_linked && !identified)
    return (
      <Stack gap="md" align="flex-start">
        <Text>{t('password.raise')}</Text>
        <IdentifyButton />
      </Stack>
    );
  return <PasswordChangeForm profile={profile} identified={identified} />;
}

function PasswordChangeForm({ profile, identified }: Props) {
  const { t } = useTranslation('patient');
  const words = useProblemText();
  const rules = useRules();
  const cache = useQueryClient();
  const form = useForm({
    initialValues: { current: '', password: '' },
    validate: {
      current: (value) => (identified ? null : rules.required(value)),
      password: (value) => rules.newPassword(value, strength),
    },
  });
  const strength = usePasswordStrength(form.values.password, [
    profile.account_email ?? '',
    profile.full_name,
  ]);
  const save = useMutation({
    mutationFn: () =>
      changePassword({
        current_password: identified ? undefined : form.values.current,
        password: form.values.password,
      }),
    onSuccess: () => {
      form.reset();
      void cache.invalidateQueries({ queryKey: profileQuery.queryKey });
      void cache.invalidateQueries({ queryKey: openSessionsQuery.queryKey });
    },
    onError: (error) => {
      if (hasCode(error, 'password_too_weak')) form.setFieldError('password', words(error));
      if (hasCode(error, 'password_wrong')) form.setFieldError('current', words(error));
    },
  });
  const atField = hasCode(save.error, 'password_too_weak', 'password_wrong');
  return (
    <form onSubmit={form.onSubmit(() => save.mutate())} noValidate>
      <Stack gap="md" maw={420}>
        {save.isSuccess && (
          <Alert role="status" icon={<IconCheck aria-hidden />} title={t('password.done')}>
            {t('password.doneHint')}
          </Alert>
        )}
        {!profile.has_password && <Text>{t('password.none', { email: profile.account_email })}</Text>}
        {!identified && (
          <PasswordField
            {...form.getInputProps('current')}
            label={t('password.current')}
            autoComplete="current-password"
            required
          />
        )}
        <NewPasswordField
          {...form.getInputProps('password')}
          label={t('other.newPassword')}
          description={t('other.passwordHint')}
          strength={strength}
        />
        <Text fz="sm" c="dimmed">
          {t('password.ends')}
        </Text>
        {!atField && <ProblemAlert error={save.error} />}
        <Button type="submit" loading={save.isPending} style={{ alignSelf: 'flex-start' }}>
          {t(profile.has_password ? 'password.change' : 'password.set')}
        </Button>
      </Stack>
    </form>
  );
}
