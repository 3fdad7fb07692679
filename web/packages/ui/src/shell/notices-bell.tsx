import {
  ActionIcon,
  Button,
  Group,
  Indicator,
  Popover,
  ScrollArea,
  Stack,
  Text,
  UnstyledButton,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { markAllNoticesRead, markNoticeRead, type Notice, noticesQuery } from '@mila/api';
import { useFormat } from '../format/use-format';
import classes from './shell.module.css';

/** In-app messages. Where a message leads is the app's knowledge: `onOpen` goes there. */
export function NoticesBell({ onOpen }: { onOpen: (notice: Notice) => void }) {
  const { t } = useTranslation('common');
  const [opened, { toggle, close }] = useDisclosure(false);
  const cache = useQueryClient();
  const { data } = useQuery(noticesQuery);
  const refresh = () => cache.invalidateQueries({ queryKey: noticesQuery.queryKey });
  const readOne = useMutation({ mutationFn: markNoticeRead, onSettled: refresh });
  const readAll = useMutation({ mutationFn: markAllNoticesRead, onSettled: refresh });
  const unread = data?.unread_count ?? 0;
  const items = data?.items ?? [];
  const open = (notice: Notice) => {
    if (!notice.read_at) readOne.mutate(notice.notice_id);
    close();
    onOpen(notice);
  };
  return (
    <Popover
      opened={opened}
      onChange={toggle}
      width={340}
      position="bottom-end"
      radius="md"
      trapFocus
      returnFocus
    >
      <Indicator disabled={unread === 0} color="ember.7" size={10} offset={12} withBorder>
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
        <Group justify="space-between" mb="xs" px={8}>
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
        <ScrollArea.Autosize mah={420}>
          <Stack gap={2}>
            {items.map((notice) => (
              <NoticeLine key={notice.notice_id} notice={notice} onOpen={() => open(notice)} />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}

function NoticeLine({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { t } = useTranslation('common');
  const format = useFormat();
  return (
    <UnstyledButton className={classes.noticeLine} onClick={onOpen}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text fw={notice.read_at ? 400 : 600}>{t(`notices.kind.${notice.kind}`)}</Text>
        {!notice.read_at && (
          <Text span c="var(--mila-now)" fz="sm" fw={600}>
            {t('notices.unread')}
          </Text>
        )}
      </Group>
      <Text c="dimmed" fz="sm">
        {format.dateTime(notice.created_at)}
      </Text>
    </UnstyledButton>
  );
}
