import { Stack } from '@mantine/core';
import { IconClockOff } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { bookingQuery } from '@mila/api';
import { EmptyState, Loaded, PageTitle } from '@mila/ui';
import { CheckoutCard } from '../features/checkout/checkout-card';
import { NearestTimes } from '../features/checkout/nearest-times';
import { useBooking } from '../features/choice/use-booking';

export function BookingPage() {
  const { t } = useTranslation('patient');
  const { id } = useParams({ from: '/member/booking/$id' });
  const booking = useQuery(bookingQuery(id));
  const cache = useQueryClient();
  const { book, busy, error } = useBooking();
  const navigate = useNavigate();
  return (
    <Stack gap="lg" maw={640} mx="auto">
      <PageTitle lead={t('checkout.lead')}>{t('checkout.title')}</PageTitle>
      <Loaded query={booking}>
        {(it) => {
          if (it.status === 'held')
            return (
              <CheckoutCard
                booking={it}
                onOver={() => void cache.invalidateQueries({ queryKey: ['booking', id] })}
                onDropped={() =>
                  void navigate({
                    to: '/doctors/$slug',
                    params: { slug: it.doctor_id },
                    search: { type: it.visit_type, offering: it.offering_id },
                  })
                }
              />
            );
          if (it.status === 'expired')
            return (
              <EmptyState
                icon={IconClockOff}
                title={t('checkout.over')}
                action={
                  <NearestTimes booking={it} busy={busy} error={error} onSlot={(slot) => book(it, slot)} />
                }
              >
                {t('checkout.overHint')}
              </EmptyState>
            );
          return <Navigate to="/records/$id" params={{ id }} replace />;
        }}
      </Loaded>
    </Stack>
  );
}
