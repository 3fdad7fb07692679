import { Stack } from '@mantine/core';
import { createFileRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import * as v from 'valibot';
import { serverNow } from '@mila/api';
import { params } from '@mila/app';
import { isoDay, PageTitle, useFormat } from '@mila/ui';
import { DateSwitch } from '../../features/day/date-switch';
import { VisitList } from '../../features/day/visit-list';

export const Route = createFileRoute('/_doctor/')({
  validateSearch: v.object({ date: params.isoDate }),
  component: DayPage,
});

function DayPage() {
  const { t } = useTranslation('doctor');
  const format = useFormat();
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
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
