import { Anchor, Button, Divider, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { joinByPassword, refuseJoining } from '@mila/api';
import { PageTitle, ProblemAlert } from '@mila/ui';
import { PasswordField } from './password-field';
import { useRules } from './rules';

/** «У вас уже есть кабинет»: its password once, or on without it. */
export function JoinAccount({ email }: { email: string }) {
  const { t } = useTranslation('patient');
  const rules = useRules();
  const form = useForm({ initialValues: { password: '' }, validate: { password: rules.required } });
  const go = ({ redirect_url }: { redirect_url: string }) => location.assign(redirect_url);
  const join = useMutation({ mutationFn: joinByPassword, onSuccess: go });
  const refuse = useMutation({ mutationFn: refuseJoining, onSuccess: go });
  return (
    <>
      <PageTitle>{t('join.title')}</PageTitle>
      <Text>{t('join.hint', { email })}</Text>
      <form onSubmit={form.onSubmit(({ password }) => join.mutate(password))} noValidate>
        <Stack gap="md">
          <PasswordField
            {...form.getInputProps('password')}
            label={t('other.password')}
            description={t('join.ends')}
            autoComplete="current-password"
            required
          />
          <ProblemAlert error={join.error} />
          <Button type="submit" size="lg" loading={join.isPending} disabled={refuse.isPending}>
            {t('join.submit')}
          </Button>
          <Text fz="sm" c="dimmed">
            <Anchor component={Link} to="/login/recover" inherit underline="always">
              {t('other.forgot')}
            </Anchor>{' '}
            {t('join.forgotHint')}
          </Text>
        </Stack>
      </form>
      <Divider />
      <Stack gap="xs">
        <Text fz="sm">{t('join.notMeHint')}</Text>
        <ProblemAlert error={refuse.error} />
        <Button
          variant="default"
          loading={refuse.isPending}
          disabled={join.isPending}
          onClick={() => refuse.mutate()}
        >
          {t('join.notMe')}
        </Button>
      </Stack>
    </>
  );
}
