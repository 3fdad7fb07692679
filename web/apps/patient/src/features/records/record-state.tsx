import { Alert, Stack, Text } from '@mantine/core';
import { IconCalendarX, IconCircleCheck, IconClockOff, IconUserOff } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Booking, isLetGo } from '@mila/api';
import { VisitPlace } from '@mila/ui';

/** Why a visit is no longer to come, in words; brought into view when that happens before one's eyes. */
export function RecordState({ booking }: { booking: Booking }) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(booking.status);
  useEffect(() => {
    if (before.current === booking.status) return;
    before.current = booking.status;
    place.current?.focus();
    place.current?.scrollIntoView?.({ block: 'center' });
  }, [booking.status]);
  return (
    <div ref={place} tabIndex={-1} role="status" style={{ outline: 'none' }}>
      <Words booking={booking} />
    </div>
  );
}

function Words({ booking }: { booking: Booking }): ReactNode {
  const { t } = useTranslation('patient');
  const why = useCancelWords();
  if (booking.status === 'completed' && booking.outcome === 'patient_no_show')
    return <NoShow booking={booking} />;
  if (booking.status === 'completed')
    return (
      <Alert icon={<IconCircleCheck aria-hidden />}>
        {t(booking.visit_type === 'clinic' ? 'record.completedClinic' : 'record.completed')}
      </Alert>
    );
  if (isLetGo(booking.status))
    return (
      <Alert color="gray" icon={<IconClockOff aria-hidden />}>
        {t(`record.${booking.status as 'expired' | 'released' | 'declined'}`)}
      </Alert>
    );
  if (booking.status !== 'cancelled') return null;
  return (
    <Alert color="gray" icon={<IconCalendarX aria-hidden />}>
      {why(booking)}
    </Alert>
  );
}

/** What was kept and by which rule, and where to report that it was not so. */
function NoShow({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  return (
    <Alert color="yellow" icon={<IconUserOff aria-hidden />} title={t('record.noShow')}>
      <Stack gap="xs">
        {booking.prepaid && <Text>{t('record.noShowMoney')}</Text>}
        <Text>{t('record.noShowTurn')}</Text>
        <Text component="div" fw={600}>
          <VisitPlace booking={{ ...booking, visit_type: 'clinic' }} />
        </Text>
      </Stack>
    </Alert>
  );
}

/** Why a visit was cancelled, in the words of its notice; an older one is known only by who did it. */
export function useCancelWords(): (booking: Booking) => string {
  const { t } = useTranslation(['patient', 'common']);
  return ({ cancel_reason: reason, cancelled_by: by }) => {
    if (reason && reason !== 'patient_request') return t(`common:notices.cancelled.${reason}`);
    return t(`record.cancelledBy.${reason ? 'patient' : (by ?? 'patient')}`);
  };
}
