import { Button, List, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { joinCabinets, refuseJoining } from '@mila/api';
import { ConfirmDialog, PageTitle, ProblemAlert } from '@mila/ui';

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
