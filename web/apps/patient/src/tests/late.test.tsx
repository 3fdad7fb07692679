import { act, fireEvent, screen } from '@testing-library/react';
import { delay, http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { origin, refuses } from '@mila/app/testing';
import { open } from './open';
import { fakeServer, session } from './server';

const services = fakeServer();
const late = /Ответа нет дольше обычного/;
const never = (path: string) => http.all(`${origin}/api/${path}`, () => delay('infinite'));
const after = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
/** Lets pretended time pass until it is so. */
const until = (so: () => boolean) =>
  vi.waitFor(
    async () => {
      await after(250);
      expect(so()).toBe(true);
    },
    { timeout: 20_000, interval: 5 },
  );

/** Only timers are pretended, so that answers still arrive. */
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

describe('the first load of a page that is late says so', () => {
  it.each([
    ['who is here', '/records', 'identity/session'],
    ['the visits', '/records', 'booking/bookings'],
    ['the visits on the main page', '/', 'booking/bookings'],
    ['the specialities on the main page', '/', 'catalog/specialities'],
    ['a doctor', '/doctors/orlova', 'catalog/doctors/:name'],
    ['free times', '/doctors/orlova?type=online&offering=online-1', 'booking/doctors/:id/slots'],
    ['found doctors', '/search', 'catalog/doctor-ids'],
    ['a visit', '/records/booking-1', 'booking/bookings/:id'],
    ['the room of a visit', '/records/booking-1/room', 'booking/bookings/:id'],
    ['a checkout', '/booking/booking-1', 'booking/bookings/:id'],
    ['documents', '/medcards', 'medcard/*'],
    ['the profile', '/profile', 'identity/profile'],
    ['a shared medcard', '/s/token', 'medcard/*'],
  ])('%s', async (_name, address, path) => {
    services.use(never(path));
    await open(address);
    await until(() => screen.queryAllByText(late).length > 0);
    expect(screen.getByText(late).closest('[role=status]')).toBeInTheDocument();
  });
});

it('says nothing of the kind while answers come in time', async () => {
  await open('/records');
  await until(() => screen.queryByText('Предстоящих записей нет') !== null);
  await after(8000);
  expect(screen.queryByText(late)).toBeNull();
});

describe('the first load of a page that failed is tried again by a press', () => {
  it.each([
    ['who is here', '/records', 'identity/session', session()],
    ['the visits on the main page', '/', 'booking/bookings', { items: [], next_cursor: null }],
    ['the specialities on the main page', '/', 'catalog/specialities', { items: [] }],
  ])('%s', async (_name, address, path, good) => {
    services.use(refuses('get', path, 503, 'unavailable'));
    await open(address);
    await until(() => screen.queryByText('Повторить') !== null);
    services.use(http.get(`${origin}/api/${path}`, () => HttpResponse.json(good)));
    fireEvent.click(screen.getByText('Повторить'));
    await until(() => screen.queryByRole('alert') === null && screen.queryByRole('main') !== null);
  });
});
