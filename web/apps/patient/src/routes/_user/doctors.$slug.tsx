import { Group, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import * as v from 'valibot';
import { doctorQuery, type Offering, sessionQuery } from '@mila/api';
import { params } from '@mila/app';
import { Loaded } from '@mila/ui';
import { BookingProblem } from '../../features/checkout/booking-problem';
import { OwnHolds, useOwnHolds } from '../../features/checkout/holds';
import { BookingChoice } from '../../features/choice/booking-choice';
import { AboutDoctor } from '../../features/doctor/about-doctor';
import { DoctorHeader } from '../../features/doctor/doctor-header';
import { FindDoctor } from '../../features/search/find-doctor';
import { ShareLink } from '../../features/search/share-link';
import { WaitForTime } from '../../features/waitlist/wait-for-time';
import { choiceTexts } from '../../locales';

export const Route = createFileRoute('/_user/doctors/$slug')({
  validateSearch: v.object({
    type: params.oneOf(['online', 'clinic']),
    offering: params.text,
    day: params.text,
  }),
  loader: choiceTexts,
  component: DoctorPage,
});

function DoctorPage() {
  const { t } = useTranslation('patient');
  const { slug } = Route.useParams();
  const choice = Route.useSearch();
  const navigate = Route.useNavigate();
  const { data: session } = useQuery(sessionQuery);
  const doctor = useQuery(doctorQuery(slug));
  return (
    <Loaded query={doctor} lost={<FindDoctor />}>
      {(it) => (
        <Stack gap="xl">
          <Group justify="space-between" align="flex-start" gap="md">
            <DoctorHeader doctor={it} />
            <ShareLink path={`/doctors/${it.slug}`} title={it.full_name} />
          </Group>
          <Stack gap="md" component="section">
            <Title order={2}>{t('doctor.book')}</Title>
            <OwnHolds doctorId={it.doctor_id} />
            <BookingChoice
              doctor={it}
              choice={choice}
              identified={session?.acr === 'gosuslugi'}
              onChoice={(next) => void navigate({ search: next, replace: true, resetScroll: false })}
              problem={({ error, again, forget }) => (
                <BookingProblem error={error} again={again} forget={forget} />
              )}
              wait={(offering) => (
                <Wait key={`wait-${offering.offering_id}`} doctorId={it.doctor_id} offering={offering} />
              )}
            />
          </Stack>
          <AboutDoctor doctor={it} />
        </Stack>
      )}
    </Loaded>
  );
}

/** Waiting for a time; one that came and is held is shown above among the held ones. */
function Wait({ doctorId, offering }: { doctorId: string; offering: Offering }) {
  const held = useOwnHolds(doctorId).map(({ booking_id }) => booking_id);
  return <WaitForTime offering={offering} held={held} />;
}
