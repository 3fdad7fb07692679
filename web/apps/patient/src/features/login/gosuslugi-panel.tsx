import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { gosuslugiLoginUrl } from '@mila/api';

const permissions = 'https://lk.gosuslugi.ru/settings/third-party/system-permissions';

const order = (language: string): string =>
  language === 'en' ? import.meta.env.VITE_TELEMEDICINE_ORDER_EN : import.meta.env.VITE_TELEMEDICINE_ORDER_RU;

/** The way in for everybody, with what the law says and what Mila does not keep (R010, R012, R013, R015). */
export function GosuslugiPanel({ returnTo }: { returnTo: string }) {
  const { t, i18n } = useTranslation('patient');
  return (
    <Stack gap="md">
      <Button component="a" href={gosuslugiLoginUrl(returnTo)} size="lg" fullWidth>
        {t('login.gosuslugi')}
      </Button>
      <Text>{t('login.privacy')}</Text>
      <Text c="dimmed" fz="sm">
        {t('login.order', { order: order(i18n.language) })}
      </Text>
      <Text c="dimmed" fz="sm">
        {t('login.revoke')}{' '}
        <Anchor href={permissions} target="_blank" rel="noreferrer" underline="always" inherit>
          {t('login.revokeLink')}
        </Anchor>
      </Text>
    </Stack>
  );
}
