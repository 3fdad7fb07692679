import { Button, Stack } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { bookingsQuery } from '@mila/api';
import { CardSkeletons, EmptyState, Loaded, MoreButton } from '@mila/ui';
import { HiddenVisits } from './hidden-visits';
import { VisitCard } from './visit-card';

interface Props {
  when: 'upcoming' | 'past';
  /** Bookings the page shows elsewhere. */
  except: string[];
}

export function VisitList({ when, except }: Props) {
  const { t } = useTranslation('patient');
  const query = useInfiniteQuery(bookingsQuery(when));
  const past = when === 'past';
  return (
    <Loaded query={query} skeleton={<CardSkeletons />}>
      {({ pages }) => {
        const items = pages
          .flatMap((page) => page.items)
          .filter(({ booking_id }) => !except.includes(booking_id));
        const hidden = <HiddenVisits count={pages[0]?.hidden_online ?? 0} />;
        if (items.length === 0)
          return (
            <>
              {hidden}
              <EmptyState
                icon={IconCalendarEvent}
                title={past ? t('records.emptyPast') : t('records.empty')}
                action={
                  <Button component={Link} to="/">
                    {t('records.find')}
                  </Button>
                }
              >
                {past ? t('records.emptyPastHint') : t('records.emptyHint')}
              </EmptyState>
            </>
          );
        return (
          <Stack gap="md">
            {hidden}
            {items.map((booking) => (
              <VisitCard key={booking.booking_id} booking={booking} />
            ))}
            <MoreButton query={query} />
          </Stack>
        );
      }}
    </Loaded>
  );
}
