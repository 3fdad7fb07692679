import { Button, Card, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { gosuslugiLinkUrl, gosuslugiLoginUrl, type Session } from '@mila/api';

/** On the main page after a login by password: what is closed, and the button that opens it (R037). */
export function GosuslugiOffer({ session }: { session?: Session }) {
  const { t } = useTranslation('patient');
  if (session?.acr !== 'password') return null;
  const linked = session.gosuslugi_linked;
  return (
    <Card component="section" aria-labelledby="gosuslugi-offer">
      <Group gap="md" align="flex-start">
        <ThemeIcon size={44} radius="md" variant="light" visibleFrom="xs">
          <IconShieldCheck size={24} stroke={1.6} aria-hidden />
        </ThemeIcon>
        <Stack gap={6} flex="1 1 260px">
          <Title order={2} fz="h3" id="gosuslugi-offer">
            {t(linked ? 'profile.offerRaise' : 'profile.offerTitle')}
          </Title>
          <Text>{t('profile.offerHint')}</Text>
        </Stack>
        <Button
          component="a"
          href={linked ? gosuslugiLoginUrl('/') : gosuslugiLinkUrl('/profile')}
          style={{ alignSelf: 'center' }}
        >
          {t(linked ? 'login.gosuslugi' : 'profile.link')}
        </Button>
      </Group>
    </Card>
  );
}
