import { Button, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Session, verifyEmail } from '@mila/api';
import { ProblemAlert } from '@mila/ui';

interface Props {
  token: string;
  onSession: (session: Session) => void;
}

/** The link of a letter is spent by a press, not by a mail scanner that opens it. */
export function EmailConfirmation({ token, onSession }: Props) {
  const { t } = useTranslation('patient');
  const confirm = useMutation({ mutationFn: () => verifyEmail(token), onSuccess: onSession });
  return (
    <Stack gap="md">
      <Title order={2}>{t('other.confirmTitle')}</Title>
      <Text>{t('other.confirmHint')}</Text>
      <ProblemAlert error={confirm.error} />
      <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
        {t('other.confirm')}
      </Button>
    </Stack>
  );
}
