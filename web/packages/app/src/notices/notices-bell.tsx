import { ActionIcon, Button, Group, Indicator, Popover, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { markAllNoticesRead, markNoticeRead, type Notice, noticesQuery, serverNow } from '@mila/api';
import { type Format, isoDay, MoreButton, shiftDay, useFormat } from '@mila/ui';
import { useNoticeDetails, useNoticeTitle } from './notice-texts';
import classes from '../shell.module.css';
import { useLiveNotices } from './use-live-notices';

interface NoticesBellProps {
  app: 'patient' | 'doctor';
}

/** In-app notices, live; each leads to its page of this app. */
export function NoticesBell({ app }: NoticesBellProps) {
  const { t } = useTranslation('common');
  const [opened, { toggle, close }] = useDisclosure(false);
  const cache = useQueryClient();
  const notices = useInfiniteQuery(noticesQuery);
  useLiveNotices();
  const refresh = () => cache.invalidateQueries({ queryKey: noticesQuery.queryKey });
  const readOne = useMutation({ mutationFn: markNoticeRead, onSettled: refresh });
  const readAll = useMutation({ mutationFn: markAllNoticesRead, onSettled: refresh });
  const pages = notices.data?.pages ?? [];
  const unread = pages[0]?.unread_count ?? 0;
  const items = pages.flatMap((page) => page.items);
  const newest = items[0];
  const nameOf = useNoticeTitle();
  const open = (notice: Notice) => {
    if (!notice.read_at) readOne.mutate(notice.notice_id);
    close();
  };
  return (
    <>
      <VisuallyHidden role="status">
        {newest && !newest.read_at && t('notices.arrived', { what: nameOf(newest) })}
      </VisuallyHidden>
      <Popover
        opened={opened}
        onChange={toggle}
        width="min(400px, calc(100vw - 16px))"
        position="bottom-end"
        radius="md"
        trapFocus
        returnFocus
      >
        <Indicator
          disabled={unread === 0}
          color="ember.7"
          size={18}
          offset={10}
          label={unread > 99 ? '99+' : unread}
        >
          <Popover.Target>
            <ActionIcon
              onClick={toggle}
              aria-label={unread ? t('notices.open', { count: unread }) : t('notices.none')}
            >
              <IconBell size={22} stroke={1.6} aria-hidden />
            </ActionIcon>
          </Popover.Target>
        </Indicator>
        <Popover.Dropdown p="sm" aria-label={t('notices.title')}>
          <Group justify="space-between" px={8} mih={44}>
            <Text fw={600}>{t('notices.title')}</Text>
            {unread > 0 && (
              <Button variant="subtle" px="xs" loading={readAll.isPending} onClick={() => readAll.mutate()}>
                {t('notices.readAll')}
              </Button>
            )}
          </Group>
          {items.length === 0 && (
            <Text c="dimmed" px={8} pb="xs">
              {t('notices.empty')}
            </Text>
          )}
          <div className={classes.noticeScroll}>
            <NoticesList items={items} app={app} onOpen={open} />
            <Stack p="xs" gap={0}>
              <MoreButton query={notices} />
            </Stack>
          </div>
        </Popover.Dropdown>
      </Popover>
    </>
  );
}

interface NoticesListProps {
  items: Notice[];
  app: 'patient' | 'doctor';
  onOpen: (notice: Notice) => void;
}

/** Notices by the day they came, each a link to what it is about. */
export function NoticesList({ items, app, onOpen }: NoticesListProps) {
  const format = useFormat();
  const nameDay = useDayName();
  return [...byDay(items, format).entries()].map(([day, group]) => (
    <Stack key={day} gap={2} component="section" aria-label={nameDay(group[0]!.created_at)}>
      <Text fz="sm" fw={600} c="dimmed" px={8} pt="xs" className={classes.noticeDay}>
        {nameDay(group[0]!.created_at)}
      </Text>
      {group.map((notice) => (
        <Link
          key={notice.notice_id}
          to={notice[`${app}_path`]}
          className={classes.noticeLine}
          onClick={() => onOpen(notice)}
        >
          <NoticeWords notice={notice} />
        </Link>
      ))}
    </Stack>
  ));
}

function byDay(items: Notice[], format: Format): Map<string, Notice[]> {
  const days = new Map<string, Notice[]>();
  for (const notice of items) {
    const day = isoDay(notice.created_at, format.zone);
    days.set(day, [...(days.get(day) ?? []), notice]);
  }
  return days;
}

function useDayName() {
  const { t } = useTranslation('common');
  const format = useFormat();
  return (moment: string) => {
    const yesterday = shiftDay(isoDay(new Date(serverNow()), format.zone), -1);
    return isoDay(moment, format.zone) === yesterday ? t('notices.yesterday') : format.nearDay(moment);
  };
}

function NoticeWords({ notice }: { notice: Notice }) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const title = useNoticeTitle()(notice);
  const details = useNoticeDetails()(notice);
  return (
    <>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
        <Text fw={notice.read_at ? 400 : 600}>{title}</Text>
        <Text c="dimmed" fz="sm" style={{ whiteSpace: 'nowrap' }}>
          {format.time(notice.created_at)}
        </Text>
      </Group>
      {details.map((line) => (
        <Text key={line} c="dimmed" fz="sm">
          {line}
        </Text>
      ))}
      {!notice.read_at && (
        <Text c="var(--mila-now)" fz="sm" fw={600}>
          {t('notices.unread')}
        </Text>
      )}
    </>
  );
}
