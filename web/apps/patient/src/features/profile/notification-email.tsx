import { Alert, Button, Card, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setNotificationEmail } from '@mila/api';
import { ProblemAlert } from '@mila/ui';

/** For those whose Gosuslugi gave no e-mail: where letters should go, confirmed by a letter. */
export function NotificationEmail() {
  const { t } = useTranslation('patient');
  const [email, setEmail] = useState('');
  const send = useMutation({ mutationFn: setNotificationEmail });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate(email.trim());
  };
  return (
    <Card component="section">
      <Title order={2} mb="md">
        {t('profile.notifyEmail')}
      </Title>
      {send.isSuccess ? (
        <Alert role="status" icon={<IconMail aria-hidden />}>
          {t('profile.notifyEmailSent')}
        </Alert>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            <Text>{t('profile.notifyEmailHint')}</Text>
            <TextInput
              label={t('profile.email')}
              type="email"
              autoComplete="email"
              required
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <ProblemAlert error={send.error} />
            <Button type="submit" loading={send.isPending} style={{ alignSelf: 'flex-start' }}>
              {t('profile.notifyEmailSend')}
            </Button>
          </Stack>
        </form>
      )}
    </Card>
  );
}
