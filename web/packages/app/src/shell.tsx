import { Button, Group, Text } from '@mantine/core';
import { useLocalStorage, useNetwork } from '@mantine/hooks';
import { IconInfoCircle, IconWifiOff, type TablerIcon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SessionOver } from '@mila/ui';
import classes from './shell.module.css';

export interface NavItem {
  to: string;
  label: string;
  icon: TablerIcon;
}

interface Props {
  nav: NavItem[];
  tools: ReactNode;
  children: ReactNode;
  wide?: boolean;
}

/** The frame around every page: mark, sections, tools; on phones the sections are a bar under the thumb. */
export function AppShell({ nav, tools, children, wide = false }: Props) {
  const { t } = useTranslation('common');
  const width = wide ? classes.wide : classes.narrow;
  return (
    <div className={nav.length ? classes.withTabs : undefined}>
      <SkipLink />
      <header className={classes.header}>
        <div className={`${classes.bar} ${width}`}>
          <Link to="/" className={classes.home} aria-label={`${t('brand')}. ${t('home')}`}>
            <Wordmark />
          </Link>
          {nav.length > 0 && (
            <nav className={classes.nav} aria-label={t('menu')}>
              {nav.map(({ to, label, icon: Icon }) => (
                <Link key={to} to={to} activeOptions={{ exact: to === '/' }} className={classes.navLink}>
                  <Icon size={24} stroke={1.6} aria-hidden />
                  <span>{label}</span>
                </Link>
              ))}
            </nav>
          )}
          <div className={classes.tools}>{tools}</div>
        </div>
      </header>
      <BrowserNotice />
      <OfflineNotice />
      <main id={contentId} tabIndex={-1} className={`${classes.main} ${width}`}>
        <SessionOver />
        {children}
      </main>
      <footer className={`${classes.footer} ${width}`}>{t('platform')}</footer>
    </div>
  );
}

export const contentId = 'content';

/** The first stop of the Tab key: past the menu, to the page itself. */
export function SkipLink() {
  const { t } = useTranslation('common');
  return (
    <a href={`#${contentId}`} className={classes.skip}>
      {t('skip')}
    </a>
  );
}

export function Wordmark() {
  return (
    <span className={classes.mark}>
      <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden>
        <rect width="32" height="32" rx="9" className={classes.ground} />
        <path d="M8 22V11.5l8 7 8-7V22" className={classes.line} />
        <circle cx="24" cy="6.5" r="3" className={classes.dot} />
      </svg>
      Mila
    </span>
  );
}

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

export function OfflineNotice() {
  const { t } = useTranslation('common');
  const { online } = useNetwork();
  return (
    <div role="status">
      {!online && (
        <div className={classes.offline}>
          <IconWifiOff size={18} aria-hidden /> {t('offline')}
        </div>
      )}
    </div>
  );
}
