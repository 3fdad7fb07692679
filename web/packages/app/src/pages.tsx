import { Button } from '@mantine/core';
import { IconMapSearch, IconMoodSad } from '@tabler/icons-react';
import { type ErrorComponentProps, Link, Outlet, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@mila/api';
import { EmptyState, ErrorState } from '@mila/ui';
import { AppShell } from './shell';
import { Switches } from './switches';

/** Before the login: the mark, the language, the colours and nothing else. */
export const PlainFrame = ({ children = <Outlet /> }: { children?: ReactNode }) => (
  <AppShell nav={[]} tools={<Switches />}>
    {children}
  </AppShell>
);

export function NotFoundPage() {
  const { t } = useTranslation(['common', 'problems']);
  return (
    <PlainFrame>
      <EmptyState
        icon={IconMapSearch}
        title={t('error.notFound')}
        order={1}
        action={
          <Button component={Link} to="/">
            {t('home')}
          </Button>
        }
      >
        {t('problems:not_found')}
      </EmptyState>
    </PlainFrame>
  );
}

/** What a refusal, a lost connection (a page comes in a file of its own) or our own mistake leaves of a page. */
export function CrashPage({ error }: ErrorComponentProps) {
  const router = useRouter();
  // The guards ask again: to draw the page once more would only show the same refusal.
  if (error instanceof ApiProblem)
    return <ErrorState error={error} onRetry={() => void router.invalidate()} />;
  if (!navigator.onLine)
    return <ErrorState error={new ApiProblem('offline', 0)} onRetry={() => location.reload()} />;
  return <Crash />;
}

/** The page itself broke: say that nothing is lost and offer to load it again. */
export function Crash() {
  const { t } = useTranslation('common');
  return (
    <div role="alert">
      <EmptyState
        icon={IconMoodSad}
        title={t('error.crash')}
        order={1}
        action={<Button onClick={() => location.reload()}>{t('error.reload')}</Button>}
      >
        {t('error.crashHint')}
      </EmptyState>
    </div>
  );
}
