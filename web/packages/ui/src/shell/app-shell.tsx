import type { TablerIcon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SessionOver } from '../session/session-over';
import { BrowserNotice } from './browser-notice';
import { OfflineNotice } from './offline-notice';
import classes from './shell.module.css';
import { contentId, SkipLink } from './skip-link';
import { Wordmark } from './wordmark';

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
