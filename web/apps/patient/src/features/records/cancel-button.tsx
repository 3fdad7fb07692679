import { Button, Skeleton, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  type Booking,
  bookingQuery,
  cancelBooking,
  type Cancellation,
  cancellationQuery,
  hasCode,
  keys,
} from '@mila/api';
import { ConfirmDialog, useFormat, VisitPlace, VisitTime } from '@mila/ui';

/** Cancels after saying what still comes back; the sum shown is the sum agreed to (R090–R093). */
export function CancelButton({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const cache = useQueryClient();
  const [asked, dialog] = useDisclosure(false);
  const id = booking.booking_id;
  const preview = useQuery({ ...cancellationQuery(id), enabled: asked });
  const cancel = useMutation({
    mutationFn: () => cancelBooking(id, preview.data?.refund_kopecks),
    onSuccess: async (cancelled) => {
      cache.setQueryData(bookingQuery(id).queryKey, cancelled);
      dialog.close();
      await cache.invalidateQueries({ queryKey: keys.bookings });
    },
    onError: (error) => {
      if (hasCode(error, 'refund_changed', 'not_cancellable'))
        void cache.invalidateQueries({ queryKey: keys.booking(id) });
    },
  });
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
        {preview.data?.allowed && booking.prepaid && (
          <MoneyBack price={booking.price_kopecks} preview={preview.data} />
        )}
        {!booking.prepaid && <Text>{t('record.cancelFree')}</Text>}
      </ConfirmDialog>
    </>
  );
}

/** What would still come back, and what came back by hand before. */
function MoneyBack({ price, preview }: { price: number; preview: Cancellation }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const { refund_kopecks: refund, returned_kopecks: returned } = preview;
  const part = returned > 0;
  const sums = {
    percent: Math.round((100 * refund) / price),
    sum: format.money(refund),
    returned: format.money(returned),
  };
  if (refund === 0)
    return (
      <>
        <Text fw={600}>{t(part ? 'record.cancelNoRest' : 'record.cancelNothing', sums)}</Text>
        <Text>{t('record.cancelLate')}</Text>
      </>
    );
  return (
    <>
      <Text fw={600}>{t(part ? 'record.cancelRest' : 'record.cancelFull', sums)}</Text>
      <Text>{t('record.cancelCard')}</Text>
      <Text c="dimmed">
        {t('record.cancelUntil', { deadline: format.dateTime(preview.refund_deadline_at) })}
      </Text>
    </>
  );
}
