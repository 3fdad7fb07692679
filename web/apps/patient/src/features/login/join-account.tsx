import { Anchor, Button, Divider, List, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { joinByPassword, joinCabinets, refuseJoining } from '@mila/api';
import { ConfirmDialog, PageTitle, ProblemAlert } from '@mila/ui';
import { PasswordField } from './password-field';
import { useRules } from './password-rules';

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

const consequences = ['one', 'names', 'password', 'sessions', 'undo'] as const;

/** «Объединить кабинеты?»: what happens, and once more before it does, because nothing leads back. */
export function JoinCabinets({ email }: { email: string }) {
  const { t } = useTranslation('patient');
  const [asked, dialog] = useDisclosure(false);
  const go = ({ redirect_url }: { redirect_url: string }) => location.assign(redirect_url);
  const join = useMutation({ mutationFn: joinCabinets, onSuccess: go });
  const refuse = useMutation({ mutationFn: refuseJoining, onSuccess: go });
  return (
    <>
      <PageTitle>{t('join.twoTitle')}</PageTitle>
      <Text>{t('join.twoHint', { email })}</Text>
      <List spacing="xs">
        {consequences.map((name) => (
          <List.Item key={name}>{t(`join.what.${name}`)}</List.Item>
        ))}
      </List>
      <ProblemAlert error={refuse.error} />
      <Stack gap="sm">
        <Button size="lg" onClick={dialog.open} disabled={refuse.isPending}>
          {t('join.two')}
        </Button>
        <Button variant="default" loading={refuse.isPending} onClick={() => refuse.mutate()}>
          {t('join.stay')}
        </Button>
      </Stack>
      <ConfirmDialog
        opened={asked}
        onClose={dialog.close}
        title={t('join.sure')}
        confirm={t('join.two')}
        pending={join.isPending}
        error={join.error}
        onConfirm={() => join.mutate()}
      >
        <Text>{t('join.sureHint')}</Text>
      </ConfirmDialog>
    </>
  );
}
