import { SegmentedControl, Stack } from '@mantine/core';
import { createFileRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import * as v from 'valibot';
import { params } from '@mila/app';
import { PageTitle } from '@mila/ui';
import { VisitList } from '../../features/records/visit-list';
import { useWaitlist } from '../../features/waitlist/use-waitlist';
import { WaitlistSection } from '../../features/waitlist/waitlist-section';

export const Route = createFileRoute('/_user/records')({
  validateSearch: v.object({ when: params.oneOf(['past']) }),
  component: RecordsPage,
});

function RecordsPage() {
  const { t } = useTranslation('patient');
  const { when = 'upcoming' } = Route.useSearch();
  const navigate = Route.useNavigate();
  const offered = useWaitlist().entries.flatMap(({ offer }) => (offer ? [offer.booking_id] : []));
  return (
    <Stack gap="lg" maw={820} mx="auto">
      <PageTitle>{t('records.title')}</PageTitle>
      <SegmentedControl
        aria-label={t('records.title')}
        size="md"
        value={when}
        onChange={(next) =>
          void navigate({ search: { when: next === 'past' ? 'past' : undefined }, replace: true })
        }
        data={[
          { value: 'upcoming', label: t('records.upcoming') },
          { value: 'past', label: t('records.past') },
        ]}
      />
      {when === 'upcoming' && <WaitlistSection />}
      <VisitList when={when} except={offered} />
    </Stack>
  );
}
