import { Alert, Anchor } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { lettersQuery } from '@mila/api';

/** Who has paid and gets no letter reads why, and where to change it. */
export function NoLetters() {
  const { t } = useTranslation('patient');
  const { data } = useQuery(lettersQuery);
  if (!data?.kept_back) return null;
  return (
    <Alert color="yellow" icon={<IconMailOff aria-hidden />} ta="start">
      {t(`result.noLetters.${data.kept_back}`)}{' '}
      <Anchor component={Link} to="/profile">
        {t('result.noLetters.change')}
      </Anchor>
    </Alert>
  );
}
