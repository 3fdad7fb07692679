import { Button, Group, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './shell.module.css';

/** Yandex Browser, Chrome and their kin name themselves by Chromium's word. */
export const isRecommendedBrowser = (userAgent: string): boolean => /Chrom(e|ium)\/|CriOS\//.test(userAgent);

/** A polite line for other browsers (R003, R004), until it is read. */
export function BrowserNotice() {
  const { t } = useTranslation('common');
  const [read, setRead] = useLocalStorage({ key: 'mila.browser-notice-read', defaultValue: false });
  if (read || isRecommendedBrowser(navigator.userAgent)) return null;
  return (
    <div className={classes.notice} role="note">
      <Group gap="sm" justify="center">
        <IconInfoCircle size={20} aria-hidden />
        <Text span>{t('browser.text')}</Text>
        <Button variant="subtle" onClick={() => setRead(true)}>
          {t('browser.action')}
        </Button>
      </Group>
    </div>
  );
}
