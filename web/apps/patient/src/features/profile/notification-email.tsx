import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Profile, setNotificationEmail } from '@mila/api';
import { LetterSent, ProblemAlert, useFormDraft } from '@mila/ui';

/** Where letters go: the known address, or, when Gosuslugi gave none, one that is confirmed by a letter. */
export function NotificationEmail({ profile }: { profile: Profile }) {
  const { t } = useTranslation('patient');
  const draft = useFormDraft('notification e-mail', { email: '' });
  const [email, setEmail] = useState(draft.values.email);
  const [asked, setAsked] = useState(draft.restored);
  const [sent, setSent] = useState(false);
  const send = useMutation({
    mutationFn: setNotificationEmail,
    onSuccess: () => {
      draft.forget();
      setSent(true);
    },
  });
  const ask = () => send.mutate(email.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask();
  };
  if (sent)
    return (
      <LetterSent
        title={t('profile.notifyEmailSent')}
        onAgain={ask}
        pending={send.isPending}
        error={send.error}
        onOther={() => setSent(false)}
      >
        {t('profile.notifyEmailSentHint', { email: email.trim() })}
      </LetterSent>
    );
  if (profile.email && !asked)
    return (
      <Stack gap="sm" align="flex-start">
        <Text>{t('profile.notifyEmailNow', { email: profile.email })}</Text>
        <Button variant="default" onClick={() => setAsked(true)}>
          {t('profile.notifyEmailChange')}
        </Button>
      </Stack>
    );
  return (
    <form onSubmit={submit}>
      <Stack gap="md" align="flex-start">
        <Text>{t(profile.email ? 'profile.notifyEmailNew' : 'profile.notifyEmailHint')}</Text>
        <TextInput
          label={t('profile.email')}
          type="email"
          autoComplete="email"
          required
          w="100%"
          maw={420}
          value={email}
          onChange={(event) => {
            setEmail(event.currentTarget.value);
            draft.keep({ email: event.currentTarget.value });
          }}
        />
        <ProblemAlert error={send.error} />
        <Button type="submit" loading={send.isPending}>
          {t('profile.notifyEmailSend')}
        </Button>
      </Stack>
    </form>
  );
}
