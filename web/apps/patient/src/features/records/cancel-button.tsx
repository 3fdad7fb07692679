import { Button, Skeleton, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Booking, bookingQuery, cancelBooking, cancellationQuery, hasCode } from '@mila/api';
import { ConfirmDialog, useFormat, VisitPlace, VisitTime } from '@mila/ui';

/** Cancels after saying what comes back; the sum shown is the sum agreed to (R090–R093). */
export function CancelButton({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const cache = useQueryClient();
  const [asked, dialog] = useDisclosure(false);
  const id = booking.booking_id;
  const preview = useQuery({ ...cancellationQuery(id), enabled: asked });
  const cancel = useMutation({
    mutationFn: () => cancelBooking(id, preview.data?.refund_kopecks),
    onSuccess: async (cancelled) => {
      cache.setQueryData(bookingQuery(id).queryKey, cancelled);
      dialog.close();
      await cache.invalidateQueries({ queryKey: ['bookings'] });
    },
    onError: (error) => {
      if (hasCode(error, 'refund_changed', 'not_cancellable'))
        void cache.invalidateQueries({ queryKey: ['booking', id] });
    },
  });
  const refund = preview.data?.refund_kopecks ?? 0;
  return (
    <>
      <Button variant="default" leftSection={<IconCalendarX size={20} aria-hidden />} onClick={dialog.open}>
        {t('record.cancel')}
      </Button>
      <ConfirmDialog
        opened={asked}
        onClose={dialog.close}
        title={t('record.cancelTitle')}
        confirm={t('record.cancelConfirm')}
        dismiss={t('record.cancelKeep')}
        danger
        disabled={!preview.data?.allowed}
        pending={cancel.isPending}
        error={cancel.error ?? preview.error}
        onConfirm={() => cancel.mutate()}
      >
        <div>
          <Text component="div" fw={600}>
            <VisitTime booking={booking} />
          </Text>
          {booking.visit_type === 'clinic' && <VisitPlace booking={booking} />}
        </div>
        {!preview.data && <Skeleton height={24} />}
        {preview.data && booking.prepaid && refund > 0 && (
          <>
            <Text fw={600}>
              {t('record.cancelFull', {
                percent: Math.round((100 * refund) / booking.price_kopecks),
                sum: format.money(refund),
              })}
            </Text>
            <Text>{t('record.cancelCard')}</Text>
            <Text c="dimmed">
              {t('record.cancelUntil', { deadline: format.dateTime(preview.data.refund_deadline_at) })}
            </Text>
          </>
        )}
        {preview.data && booking.prepaid && refund === 0 && (
          <>
            <Text fw={600}>{t('record.cancelNothing')}</Text>
            <Text>{t('record.cancelLate')}</Text>
          </>
        )}
        {!booking.prepaid && <Text>{t('record.cancelFree')}</Text>}
      </ConfirmDialog>
    </>
  );
}
