import { Alert, Button, Stack } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { logOut, sessionQuery } from '@mila/api';
import { formatTimer } from '@mila/ui';
import { stayActive, useIdle } from './use-idle';

const warning = 2 * 60_000;

/**
 * Staff who have done nothing for long are asked whether they are still here; without an answer the session ends, though
 * a page left open goes on asking for news. What was typed waits in this tab.
 */
export function IdleWarning() {
  const { t } = useTranslation('doctor');
  const session = useQuery(sessionQuery);
  const { idle_expires_at: end, server_time: now } = session.data ?? {};
  const left = useIdle(end && now ? Date.parse(end) - Date.parse(now) : 0, warning);
  const leave = useEffectEvent(async () => {
    await logOut().catch(() => undefined);
    await session.refetch();
  });
  useEffect(() => {
    if (left === 0) void leave();
  }, [left]);
  const stay = () => {
    stayActive();
    void session.refetch();
  };
  if (!left) return null;
  return (
    <Alert role="alert" color="ember" icon={<IconClock aria-hidden />} title={t('idle.title')}>
      <Stack gap="sm" align="flex-start">
        <span aria-live="off">{t('idle.hint', { time: formatTimer(left) })}</span>
        <Button onClick={stay}>{t('idle.stay')}</Button>
      </Stack>
    </Alert>
  );
}
