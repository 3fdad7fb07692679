import { Alert } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type ProblemCode, problemText } from '@mila/api';

/** Why the last attempt did not end in a session (R016). */
export function LoginProblem({ code }: { code?: ProblemCode }) {
  const { t } = useTranslation('patient');
  const { t: words } = useTranslation('problems');
  if (!code) return null;
  return (
    <Alert role="alert" color="red" icon={<IconAlertCircle aria-hidden />} title={t('login.problem')}>
      {problemText(words, code)}
    </Alert>
  );
}
