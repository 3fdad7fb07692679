import { Stack, Text } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { presenceQuery, visitsQuery } from '@mila/api';
import { CardSkeletons, EmptyState, Loaded, useFormat, useServerNow } from '@mila/ui';
import { VisitRow } from './visit-row';

/** The visits of one day in the clinic's time, with who already waits in the room. */
export function VisitList({ date }: { date: string }) {
  const { t } = useTranslation('doctor');
  const format = useFormat();
  const now = useServerNow(30_000);
  const visits = useQuery(visitsQuery(date));
  const waited = visits.data?.items.filter((visit) => visit.status === 'confirmed') ?? [];
  const presence = useQuery(presenceQuery(waited.map((visit) => visit.booking_id)));
  const present = new Map(presence.data?.items.map((item) => [item.booking_id, item]));
  return (
    <Loaded query={visits} skeleton={<CardSkeletons height={84} />}>
      {({ time_zone, items }) =>
        items.length === 0 ? (
          <EmptyState icon={IconCalendarEvent} title={t('day.empty')}>
            {t('day.emptyHint')}
          </EmptyState>
        ) : (
          <Stack gap="sm">
            <Text c="dimmed">
              {t('day.zone', { zone: format.zoneName(items[0]?.starts_at ?? '', time_zone) })}
            </Text>
            {items.map((visit) => (
              <VisitRow
                key={visit.booking_id}
                visit={visit}
                zone={time_zone}
                patientHere={present.get(visit.booking_id)?.patient_present ?? false}
                unread={present.get(visit.booking_id)?.unread ?? 0}
                now={Date.parse(visit.starts_at) <= now && now < Date.parse(visit.ends_at)}
              />
            ))}
          </Stack>
        )
      }
    </Loaded>
  );
}
