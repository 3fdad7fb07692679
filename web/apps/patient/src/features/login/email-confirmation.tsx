import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode, renewLetter, type Session, verifyEmail } from '@mila/api';
import { LetterSent, ProblemAlert } from '@mila/ui';
import { ConfirmationPassword } from './confirmation-password';
import { SpentLink } from './spent-link';

interface Props {
  token: string;
  /** The address is for notifications; nobody logs in by it. */
  letters: boolean;
  onSession: (session: Session) => void;
  /** What to do when somebody has followed the link before. */
  used: ReactNode;
}

/** The link of a letter is spent by a press, not by a mail scanner that opens it. */
export function EmailConfirmation({ token, letters, onSession, used }: Props) {
  const { t } = useTranslation('patient');
  const [renewed, setRenewed] = useState(false);
  const [elsewhere, setElsewhere] = useState(false);
  const confirm = useMutation({
    mutationFn: (password?: string) => verifyEmail(token, password),
    onSuccess: onSession,
    onError: (error) => hasCode(error, 'password_required') && setElsewhere(true),
  });
  const renew = useMutation({ mutationFn: () => renewLetter(token), onSuccess: () => setRenewed(true) });
  const again = () => renew.mutate();
  if (renewed)
    return (
      <LetterSent title={t('link.renewed')} onAgain={again} pending={renew.isPending} error={renew.error}>
        {t('link.renewedHint')}
      </LetterSent>
    );
  if (hasCode(confirm.error, 'verification_expired') && !hasCode(renew.error, 'verification_invalid'))
    return (
      <SpentLink expired>
        <ProblemAlert error={renew.error} />
        <Button onClick={again} loading={renew.isPending}>
          {t('link.renew')}
        </Button>
      </SpentLink>
    );
  if (hasCode(confirm.error, 'verification_invalid', 'verification_expired'))
    return <SpentLink expired={false}>{used}</SpentLink>;
  if (elsewhere)
    return (
      <ConfirmationPassword
        error={confirm.error}
        pending={confirm.isPending}
        onPassword={(password) => confirm.mutate(password)}
      />
    );
  return (
    <Stack gap="md">
      <Text>{t(letters ? 'other.confirmLettersHint' : 'other.confirmHint')}</Text>
      <ProblemAlert error={confirm.error} />
      <Button size="lg" loading={confirm.isPending} onClick={() => confirm.mutate(undefined)}>
        {t(letters ? 'other.confirmLetters' : 'other.confirm')}
      </Button>
    </Stack>
  );
}
