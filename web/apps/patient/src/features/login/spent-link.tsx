import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconLinkOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A link of a letter that leads nowhere any more, and the way on. */
export function SpentLink({ expired, children }: { expired: boolean; children: ReactNode }) {
  const { t } = useTranslation('patient');
  const kind = expired ? 'expired' : 'used';
  return (
    <Stack gap="md" role="alert">
      <ThemeIcon size={56} radius="xl" variant="light" color="gray">
        <IconLinkOff size={30} stroke={1.5} aria-hidden />
      </ThemeIcon>
      <Title order={2}>{t(`link.${kind}`)}</Title>
      <Text>{t(`link.${kind}Hint`)}</Text>
      {children}
    </Stack>
  );
}
