import { queryOptions } from '@tanstack/react-query';
import type { Booking } from './booking';
import type { components } from './generated/payment';
import { answer, payment } from './http';

export type Order = components['schemas']['OrderRead'];

const path = (id: string) => ({ params: { path: { booking_id: id } } });

export const orderQuery = (bookingId: string) =>
  queryOptions({
    queryKey: ['order', bookingId],
    queryFn: () => answer(payment.GET('/api/payment/orders/{booking_id}', path(bookingId))),
  });

/** Asks the bank now; the service itself spares the bank repeated questions. */
export const checkOrder = (bookingId: string) =>
  answer(payment.POST('/api/payment/orders/{booking_id}/status-check', path(bookingId)));

/** Asked again while the bank's page lives, the same page: no key is needed. */
export const startCheckout = (bookingId: string, signal?: AbortSignal) =>
  answer(payment.POST('/api/payment/orders/{booking_id}/checkout', { ...path(bookingId), signal }));

/** What came back of a cancelled visit's money, and what is still to come: never a planned sum as a returned one. */
export function moneyBack(booking: Pick<Booking, 'refund_kopecks' | 'returned_kopecks'>, order?: Order) {
  const returned = Math.max(order?.refunded_kopecks ?? 0, booking.returned_kopecks);
  const owed = Math.max(order?.owed_kopecks ?? 0, (booking.refund_kopecks ?? 0) - returned);
  return { returned, owed, total: returned + owed, delayed: owed > 0 && order?.refund_delayed === true };
}

export type Receipt = components['schemas']['ReceiptRead'];

const moving = (receipt: Receipt) => receipt.state === 'awaited' || receipt.state === 'sent';

/** Receipts of the payment and of a refund; asked again while one of them is on its way, or is still to come. */
export const receiptsQuery = (bookingId: string, { refunded = false } = {}) =>
  queryOptions({
    queryKey: ['receipts', bookingId],
    queryFn: () => answer(payment.GET('/api/payment/orders/{booking_id}/receipts', path(bookingId))),
    refetchInterval: ({ state }) => {
      const items = state.data?.items ?? [];
      const missing = refunded && items.length > 0 && !items.some((receipt) => receipt.kind === 'refund');
      return missing || items.some(moving) ? 5000 : false;
    },
  });
