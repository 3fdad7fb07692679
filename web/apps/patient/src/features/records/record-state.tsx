import { Alert } from '@mantine/core';
import { IconCalendarX, IconCircleCheck, IconClockOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';

const cancellers = ['patient', 'doctor', 'clinic', 'system'] as const;

/** Why a visit is no longer to come, in words. */
export function RecordState({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  if (booking.status === 'completed')
    return <Alert icon={<IconCircleCheck aria-hidden />}>{t('record.completed')}</Alert>;
  if (['expired', 'released', 'declined'].includes(booking.status))
    return (
      <Alert color="gray" icon={<IconClockOff aria-hidden />}>
        {t('record.expired')}
      </Alert>
    );
  if (booking.status !== 'cancelled') return null;
  const by = cancellers.find((who) => who === booking.cancelled_by) ?? 'patient';
  // Nobody came to call: the visit was cancelled by its room, after its start.
  const missed = by === 'system' && (booking.cancelled_at ?? '') > booking.starts_at;
  return (
    <Alert color="gray" icon={<IconCalendarX aria-hidden />}>
      {missed ? t('record.missed') : t(`record.cancelledBy.${by}`)}
    </Alert>
  );
}
