import { QueryClient } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { serverNow } from '@mila/api';
import { registerRoomTexts, Room } from '@mila/call';
import { MilaProvider, startI18n } from '@mila/ui';
import { doctorTexts } from '../../locales';
import { DeskBar } from './desk-bar';

const services = setupServer();
beforeAll(() => services.listen({ onUnhandledRequest: 'error' }));
afterEach(() => services.resetHandlers());
afterAll(() => services.close());

const hour = 3_600_000;
const from = (milliseconds: number) => new Date(serverNow() + milliseconds).toISOString();
const user = userEvent.setup();
let room: Room;

interface Case {
  startsIn: number;
  called?: boolean;
  peer?: { present: boolean; since?: string };
}

async function show({ startsIn, called = false, peer = { present: false } }: Case) {
  await startI18n({ doctor: doctorTexts });
  registerRoomTexts();
  const client = new QueryClient();
  room = new Room({ bookingId: 'visit-1', role: 'doctor', client });
  const starts = from(startsIn);
  room.store.set({
    details: {
      state: 'open',
      starts_at: starts,
      can_end_from: starts,
      ends_at: from(startsIn + hour),
      closes_at: from(startsIn + 2 * hour),
      call_started_at: called ? from(-60_000) : null,
    },
    peer: { fullName: 'Смирнова Анна', media: null, ...peer, since: peer.since ?? null },
  });
  room.signalling.store.set({ link: { kind: 'open' } });
  render(
    <MilaProvider client={client}>
      <DeskBar room={room} />
    </MilaProvider>,
  );
}

beforeEach(() => vi.restoreAllMocks());

test('before the start there is nothing to end: the visit is cancelled with all the money back', async () => {
  await show({ startsIn: 18 * hour });
  expect(screen.queryByText('Завершить приём')).toBeNull();
  const cancelled = vi.fn();
  services.use(
    http.post('*/api/booking/bookings/visit-1/cancellation', () => {
      cancelled();
      return HttpResponse.json({ status: 'cancelled' });
    }),
  );
  const sent = vi.spyOn(room.signalling, 'send');
  await user.click(screen.getByTestId('room-cancel-visit'));
  expect(screen.getByText(/Деньги вернутся пациенту полностью/)).toBeVisible();
  expect(cancelled).not.toHaveBeenCalled();
  await user.click(screen.getByTestId('room-cancel-visit-confirm'));
  await waitFor(() => expect(cancelled).toHaveBeenCalledOnce());
  expect(sent).not.toHaveBeenCalled();
});

test('a cancellation that is refused says why', async () => {
  await show({ startsIn: hour });
  services.use(
    http.post('*/api/booking/bookings/visit-1/cancellation', () =>
      HttpResponse.json({ code: 'not_cancellable', status: 409 }, { status: 409 }),
    ),
  );
  await user.click(screen.getByTestId('room-cancel-visit'));
  await user.click(screen.getByTestId('room-cancel-visit-confirm'));
  expect(await screen.findByRole('alert')).toBeVisible();
});

test('after an early call the visit is neither cancelled nor ended before its start', async () => {
  await show({ startsIn: 60_000, called: true, peer: { present: true } });
  expect(screen.getByText(/Завершить приём можно с/)).toBeVisible();
  expect(screen.queryByTestId('room-end-visit')).toBeNull();
  expect(screen.queryByTestId('room-cancel-visit')).toBeNull();
});

test.each([
  ['a call was held', { startsIn: -60_000, called: true }, /Комната закроется, переписка сохранится/],
  ['the patient waits', { startsIn: -60_000, peer: { present: true } }, /Пациент ждёт. Завершить без звонка/],
  ['nobody came', { startsIn: -60_000 }, /Пациент не пришёл\? Приём будет записан как неявка/],
  [
    'the patient looked in the day before',
    { startsIn: -60_000, peer: { present: false, since: from(-20 * hour) } },
    /неявка/,
  ],
  [
    'the patient came and left',
    { startsIn: -60_000, peer: { present: false, since: from(-30_000) } },
    /Звонка не было/,
  ],
] as [string, Case, RegExp][])('the end of a visit asks in other words: %s', async (_, how, words) => {
  await show(how);
  await user.click(screen.getByTestId('room-end-visit'));
  expect(screen.getByText(words)).toBeVisible();
});

test('a press by mistake has a way back', async () => {
  await show({ startsIn: -60_000, called: true });
  const sent = vi.spyOn(room.signalling, 'send');
  await user.click(screen.getByTestId('room-end-visit'));
  await user.click(screen.getByTestId('room-end-visit-confirm'));
  expect(screen.getByTestId('room-ending')).toHaveTextContent('Завершаем приём через');
  await user.click(screen.getByTestId('room-end-visit-undo'));
  expect(screen.getByTestId('room-end-visit')).toBeVisible();
  expect(sent).not.toHaveBeenCalled();
});
