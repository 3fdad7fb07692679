import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { bookingQuery } from '@mila/api';
import { registerRoomTexts } from '@mila/call';
import { Loaded } from '@mila/ui';
import { Consultation } from '../features/room/consultation';

registerRoomTexts();

export function RoomPage() {
  const { id } = useParams({ from: '/call/records/$id/room' });
  const booking = useQuery(bookingQuery(id));
  return <Loaded query={booking}>{(it) => <Consultation key={it.booking_id} booking={it} />}</Loaded>;
}
