import { Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Notice, serverNow } from '@mila/api';
import { isoDay, shiftDay } from '../format/dates';
import { type Format, useFormat } from '../format/use-format';
import { useNoticeDetails, useNoticeTitle } from './notice-words';
import classes from './shell.module.css';

interface Props {
  items: Notice[];
  app: 'patient' | 'doctor';
  onOpen: (notice: Notice) => void;
}

/** Notices by the day they came, each a link to what it is about. */
export function NoticesList({ items, app, onOpen }: Props) {
  const format = useFormat();
  const nameDay = useDayName();
  return [...byDay(items, format).entries()].map(([day, told]) => (
    <Stack key={day} gap={2} component="section" aria-label={nameDay(told[0]!.created_at)}>
      <Text fz="sm" fw={600} c="dimmed" px={8} pt="xs" className={classes.noticeDay}>
        {nameDay(told[0]!.created_at)}
      </Text>
      {told.map((notice) => (
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
