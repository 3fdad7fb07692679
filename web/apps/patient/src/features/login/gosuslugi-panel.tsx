import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconLock, IconScale, IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { gosuslugiLoginUrl } from '@mila/api';
import classes from './login.module.css';

const permissions = import.meta.env.VITE_GOSUSLUGI_PERMISSIONS_URL;

const order = (language: string): string =>
  language === 'en' ? import.meta.env.VITE_TELEMEDICINE_ORDER_EN : import.meta.env.VITE_TELEMEDICINE_ORDER_RU;

/** The way in for everybody, with what the law says and what Mila does not keep (R010, R012, R013, R015). */
export function GosuslugiPanel({ returnTo }: { returnTo: string }) {
  const { t, i18n } = useTranslation('patient');
  const points = [
    { icon: IconLock, words: t('login.privacy') },
    { icon: IconScale, words: t('login.order', { order: order(i18n.language) }) },
    {
      icon: IconUserCheck,
      words: (
        <>
          {t('login.revoke')}{' '}
          <Anchor
            href={permissions}
            target="_blank"
            rel="noreferrer"
            underline="always"
            inherit
            className={classes.address}
          >
            {permissions.replace('https://', '')}
          </Anchor>
        </>
      ),
    },
  ];
  return (
    <Stack gap="md">
      <Button component="a" href={gosuslugiLoginUrl(returnTo)} size="lg" fullWidth>
        {t('login.gosuslugi')}
      </Button>
      <div className={classes.points}>
        {points.map(({ icon: Icon, words }, place) => (
          <Group key={place} gap="sm" wrap="nowrap" align="flex-start">
            <Icon size={22} stroke={1.6} aria-hidden style={{ flexShrink: 0, color: 'var(--mila-link)' }} />
            <Text fz="sm">{words}</Text>
          </Group>
        ))}
      </div>
    </Stack>
  );
}
