import { useQuery } from '@tanstack/react-query';
import {
  asProblem,
  type Booking,
  bookingQuery,
  checkOrder,
  hasCode,
  isLetGo,
  type Order,
  orderQuery,
} from '@mila/api';

const period = 3000;
/** Late money is rare, but a page that stays open should not keep the old truth. */
const late = 10_000;

const pause = (status?: Booking['status']) =>
  isLetGo(status) ? late : status === 'held' || !status ? period : false;

/**
 * What the booking and the bank really say, asked again until it is settled (R085, R089).
 * An order that the bank knows is asked at the bank; the return of the browser proves nothing.
 */
export function usePaymentStatus(bookingId: string) {
  const booking = useQuery({
    ...bookingQuery(bookingId),
    staleTime: 0,
    refetchInterval: ({ state }) => pause(state.data?.status),
  });
  const status = booking.data?.status;
  const asked = status !== undefined && status !== 'confirmed' && status !== 'completed';
  const order = useQuery<Order>({
    queryKey: orderQuery(bookingId).queryKey,
    queryFn: () => checkOrder(bookingId),
    enabled: asked && (booking.data?.prepaid ?? false),
    staleTime: 0,
    refetchInterval: pause(status),
    retry: (failures, error) => hasCode(error, 'order_not_found') && failures < 5,
  });
  const unasked = order.isError && asProblem(order.error).code !== 'order_not_found';
  return { booking, order: order.data, bankSilent: unasked || order.data?.bank_silent === true };
}
