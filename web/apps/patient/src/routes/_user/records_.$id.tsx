import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute, Navigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Booking, bookingQuery, type Slot } from '@mila/api';
import { Loaded, PageTitle, StatusBadge, useServerNow } from '@mila/ui';
import { CheckLink } from '../../features/check/check-link';
import { BookingProblem } from '../../features/checkout/booking-problem';
import { SlotPicker } from '../../features/choice/slot-picker';
import { PreparationSection } from '../../features/preparation/preparation-section';
import { ChangeSection } from '../../features/records/change-section';
import { InvitationLink } from '../../features/records/invitation-link';
import { Receipts } from '../../features/records/receipts';
import { RecordData } from '../../features/records/record-data';
import { RecordState } from '../../features/records/record-state';
import { RefundStatus } from '../../features/records/refund-status';
import { SharingNotes } from '../../features/records/sharing-notes';
import { canConnect, ConnectButton } from '../../features/records/visit-actions';
import { cabinetTexts, choiceTexts } from '../../locales';

export const Route = createFileRoute('/_user/records_/$id')({
  loader: () => Promise.all([cabinetTexts(), choiceTexts()]),
  component: RecordPage,
});

function RecordPage() {
  const { id } = Route.useParams();
  const booking = useQuery({ ...bookingQuery(id), refetchInterval: 60_000 });
  return (
    <Loaded query={booking}>
      {(it) =>
        it.status === 'held' ? (
          <Navigate to="/booking/$id" params={{ id }} replace />
        ) : (
          <Record booking={it} />
        )
      }
    </Loaded>
  );
}

function Record({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const now = useServerNow(30_000);
  const open = canConnect(booking, now);
  return (
    <Stack gap="lg" maw={820} mx="auto">
      <PageTitle aside={<StatusBadge booking={booking} />}>
        {t('record.title', { number: booking.number })}
      </PageTitle>
      <RecordState booking={booking} />
      <RefundStatus booking={booking} />
      {open && (
        <Stack gap="xs">
          <ConnectButton bookingId={booking.booking_id} size="lg" />
          <Text c="dimmed">{t('record.connectHint')}</Text>
          {booking.visit_type === 'online' && <CheckLink />}
        </Stack>
      )}
      <RecordData booking={booking} />
      {booking.status === 'confirmed' && (
        <>
          <InvitationLink bookingId={booking.booking_id} />
          <PreparationSection bookingId={booking.booking_id} />
          <SharingNotes booking={booking} />
        </>
      )}
      {booking.status === 'confirmed' && (
        <ChangeSection
          booking={booking}
          picker={(pick, chosen) => <MovePicker booking={booking} pick={pick} chosen={chosen} />}
          problem={({ error, again, forget }) => (
            <BookingProblem error={error} again={again} forget={forget} />
          )}
        />
      )}
      <Receipts booking={booking} />
    </Stack>
  );
}

interface MoveProps {
  booking: Booking;
  pick: (slot: Slot) => void;
  chosen?: string;
}

function MovePicker({ booking, pick, chosen }: MoveProps) {
  const [day, setDay] = useState<string>();
  return (
    <SlotPicker
      doctorId={booking.doctor_id}
      offeringId={booking.offering_id}
      day={day}
      onDay={setDay}
      chosen={chosen}
      busy={false}
      onSlot={pick}
      atTheClinic={booking.visit_type === 'clinic'}
    />
  );
}
