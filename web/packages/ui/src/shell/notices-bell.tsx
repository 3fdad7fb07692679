import { ActionIcon, Button, Group, Indicator, Popover, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { markAllNoticesRead, markNoticeRead, type Notice, noticesQuery } from '@mila/api';
import { MoreButton } from '../components/more-button';
import { useNoticeTitle } from './notice-words';
import { NoticesList } from './notices-list';
import classes from './shell.module.css';
import { useLiveNotices } from './use-live-notices';

interface Props {
  app: 'patient' | 'doctor';
}

/** In-app notices, live; each leads to its page of this app. */
export function NoticesBell({ app }: Props) {
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
