import { Button, Stack } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { bookingQuery } from '@mila/api';
import { Loaded, PageTitle, useFormat } from '@mila/ui';
import { ConclusionPane } from '../../features/conclusion/conclusion-pane';
import { VisitEnding } from '../../features/day/visit-row';
import { RoomPane } from '../../features/room/room-pane';
import { Brought } from '../../features/visit/brought';
import { Split } from '../../features/visit/split';

export const Route = createFileRoute('/_doctor/visits/$id')({
  component: VisitPage,
});

function VisitPage() {
  const { t } = useTranslation('doctor');
  const format = useFormat();
  const { id } = Route.useParams();
  const visit = useQuery(bookingQuery(id));
  return (
    <Loaded query={visit}>
      {(it) => (
        <Stack gap="md">
          <PageTitle
            lead={`${it.service_title}, ${format.dateTime(it.starts_at, it.time_zone)}`}
            aside={
              <Button
                component={Link}
                to="/"
                variant="subtle"
                leftSection={<IconChevronLeft size={20} aria-hidden />}
              >
                {t('visit.back')}
              </Button>
            }
          >
            {it.patient_name}
          </PageTitle>
          <VisitEnding visit={it} />
          <Brought bookingId={id} />
          <Split
            label={t('visit.resize')}
            left={<RoomPane visit={it} />}
            right={<ConclusionPane bookingId={id} />}
          />
        </Stack>
      )}
    </Loaded>
  );
}
