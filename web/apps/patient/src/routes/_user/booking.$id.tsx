import { Stack } from '@mantine/core';
import { IconClockOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute, Navigate, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { asOf, type Booking, bookingQuery, isLetGo, untilAgreed } from '@mila/api';
import { EmptyState, Loaded, PageTitle, useServerNow } from '@mila/ui';
import { CheckoutCard } from '../../features/checkout/checkout-card';
import { NearestTimes } from '../../features/checkout/nearest-times';
import { useBooking } from '../../features/choice/use-booking';
import { cabinetTexts, choiceTexts } from '../../locales';

export const Route = createFileRoute('/_user/booking/$id')({
  loader: () => Promise.all([cabinetTexts(), choiceTexts()]),
  component: BookingPage,
});

function BookingPage() {
  const { t } = useTranslation('patient');
  const { id } = Route.useParams();
  const now = useServerNow();
  const booking = useQuery({
    ...bookingQuery(id),
    refetchInterval: ({ state }) => untilAgreed(state.data && [state.data]),
  });
  const navigate = useNavigate();
  const toDoctor = ({ doctor_id, visit_type, offering_id }: Booking) =>
    void navigate({
      to: '/doctors/$slug',
      params: { slug: doctor_id },
      search: { type: visit_type, offering: offering_id },
    });
  return (
    <Stack gap="lg" maw={640} mx="auto">
      <PageTitle lead={t('checkout.lead')}>{t('checkout.title')}</PageTitle>
      <Loaded query={booking}>
        {(received) => {
          const it = asOf(received, now);
          if (it.status === 'held') return <CheckoutCard booking={it} onReleased={() => toDoctor(it)} />;
          if (isLetGo(it.status)) return <Over booking={it} />;
          return <Navigate to="/records/$id" params={{ id }} replace />;
        }}
      </Loaded>
    </Stack>
  );
}

/** The time is no longer held: why, and the way to another. */
function Over({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const { book, ...taking } = useBooking();
  const expired = booking.status === 'expired';
  const title = t(!expired ? 'result.dropped' : booking.prepaid ? 'hold.over' : 'hold.overAnswer');
  const dropped = booking.status === 'declined' ? 'result.declinedOffer' : 'result.droppedHint';
  const hint = booking.prepaid ? 'checkout.overHint' : 'checkout.overFree';
  return (
    <div role="status">
      <EmptyState
        icon={IconClockOff}
        title={title}
        action={<NearestTimes booking={booking} {...taking} onSlot={(slot) => book(booking, slot)} />}
      >
        {t(expired ? hint : dropped)}
      </EmptyState>
    </div>
  );
}
