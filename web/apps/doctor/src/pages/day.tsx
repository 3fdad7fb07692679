import { Stack } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { serverNow } from '@mila/api';
import { isoDay, PageTitle, useFormat } from '@mila/ui';
import { DateSwitch } from '../features/day/date-switch';
import { VisitList } from '../features/day/visit-list';

export function DayPage() {
  const { t } = useTranslation('doctor');
  const format = useFormat();
  const search = useSearch({ from: '/desk/' });
  const navigate = useNavigate({ from: '/' });
  const today = isoDay(new Date(serverNow()), format.zone);
  const date = search.date ?? today;
  return (
    <Stack gap="lg" maw={1080} mx="auto">
      <PageTitle
        lead={format.calendarDate(date)}
        aside={
          <DateSwitch
            date={date}
            today={today}
            onDate={(next) => void navigate({ search: { date: next === today ? undefined : next } })}
          />
        }
      >
        {t('day.title')}
      </PageTitle>
      <VisitList date={date} />
    </Stack>
  );
}
