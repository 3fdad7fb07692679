import { SegmentedControl, Stack } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '@mila/ui';
import { VisitList } from '../features/records/visit-list';
import { useWaitlist } from '../features/waitlist/use-waitlist';
import { WaitlistSection } from '../features/waitlist/waitlist-section';

export function RecordsPage() {
  const { t } = useTranslation('patient');
  const { when = 'upcoming' } = useSearch({ from: '/member/records' });
  const navigate = useNavigate({ from: '/records' });
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
