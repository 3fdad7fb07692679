import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDeviceDesktop, IconDeviceMobile, IconLogout } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  endAllSessions,
  endSession,
  forgetPushHere,
  logOut,
  type OpenSession,
  openSessionsQuery,
} from '@mila/api';
import { leaveMila } from '@mila/app';
import { ConfirmDialog, Loaded, ProblemAlert, useFormat } from '@mila/ui';
import classes from './profile.module.css';

/** Where the person is logged in, and how to end it there (R043). */
export function OpenSessions() {
  const { t } = useTranslation('patient');
  const sessions = useQuery(openSessionsQuery);
  return (
    <>
      <Text c="dimmed">{t('sessions.hint')}</Text>
      <Loaded query={sessions}>
        {(items) => (
          <ul className={classes.list}>
            {items.map((one) => (
              <SessionLine key={one.session_id} session={one} />
            ))}
          </ul>
        )}
      </Loaded>
      <Group gap="sm">
        <LogOutButton />
        <EndAllSessions />
      </Group>
    </>
  );
}

function SessionLine({ session }: { session: OpenSession }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const cache = useQueryClient();
  const end = useMutation({
    mutationFn: () => endSession(session.session_id),
    onSettled: () => cache.invalidateQueries({ queryKey: openSessionsQuery.queryKey }),
  });
  const browser = session.browser === 'Yandex' ? t('sessions.yandex') : session.browser;
  const device = [browser, session.system].filter(Boolean).join(', ') || t('sessions.unknown');
  const Icon = ['Android', 'iOS'].includes(session.system ?? '') ? IconDeviceMobile : IconDeviceDesktop;
  return (
    <li className={classes.session}>
      <Icon size={28} stroke={1.5} aria-hidden className={classes.sessionIcon} />
      <Stack gap={2} className={classes.sessionWords}>
        <Group gap="xs">
          <Text fw={600}>{device}</Text>
          {session.current && <Badge variant="light">{t('sessions.current')}</Badge>}
        </Group>
        <Text fz="sm">{t(`sessions.${session.acr}`)}</Text>
        <Text fz="sm" c="dimmed">
          {t('sessions.since', { when: format.dateTime(session.created_at) })}
        </Text>
        {!session.current && (
          <Text fz="sm" c="dimmed">
            {t('sessions.seen', { when: format.dateTime(session.last_seen_at) })}
          </Text>
        )}
        <ProblemAlert error={end.error} />
        {!session.current && (
          <Button
            variant="default"
            mt="xs"
            loading={end.isPending}
            onClick={() => end.mutate()}
            aria-label={t('sessions.endOf', { device })}
            style={{ alignSelf: 'flex-start' }}
          >
            {t('sessions.end')}
          </Button>
        )}
      </Stack>
    </li>
  );
}

/** Ends the session here and, when there was one, at Gosuslugi: the answer says where to go. */
export function LogOutButton() {
  const { t } = useTranslation('patient');
  const cache = useQueryClient();
  const leave = useMutation({
    mutationFn: () => forgetPushHere().then(logOut),
    onSuccess: ({ redirect_url }) => leaveMila(cache, redirect_url),
  });
  return (
    <>
      <ProblemAlert error={leave.error} />
      <Button
        variant="default"
        leftSection={<IconLogout size={20} aria-hidden />}
        loading={leave.isPending}
        onClick={() => leave.mutate()}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('profile.logout')}
      </Button>
    </>
  );
}

/** «Выйти на всех устройствах»: this one too, for a person who fears that somebody else is in. */
export function EndAllSessions() {
  const { t } = useTranslation('patient');
  const [asked, dialog] = useDisclosure(false);
  const cache = useQueryClient();
  const leave = useMutation({
    mutationFn: endAllSessions,
    onSuccess: ({ redirect_url }) => leaveMila(cache, redirect_url),
  });
  return (
    <>
      <Button variant="subtle" onClick={dialog.open}>
        {t('sessions.endAll')}
      </Button>
      <ConfirmDialog
        opened={asked}
        onClose={dialog.close}
        title={t('sessions.endAllTitle')}
        confirm={t('sessions.endAllConfirm')}
        danger
        pending={leave.isPending}
        error={leave.error}
        onConfirm={() => leave.mutate()}
      >
        <Text>{t('sessions.endAllHint')}</Text>
      </ConfirmDialog>
    </>
  );
}
