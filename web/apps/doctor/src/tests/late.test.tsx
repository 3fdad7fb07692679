import { act, fireEvent, screen } from '@testing-library/react';
import { delay, http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { open } from './open';

const origin = 'http://localhost:8080';
const good: Record<string, Record<string, unknown>> = {
  'identity/session': {
    authenticated: true,
    full_name: 'Орлова Екатерина Андреевна',
    roles: ['doctor'],
    acr: 'gosuslugi',
    setup_completed: true,
    time_zone: 'Europe/Moscow',
    server_time: new Date().toISOString(),
  },
  'notify/notices': { items: [], next_cursor: null, unread_count: 0 },
  'booking/visits': { time_zone: 'Europe/Moscow', items: [] },
};
const answers = (path: string) => http.get(`${origin}/api/${path}`, () => HttpResponse.json(good[path]!));
const services = setupServer(...Object.keys(good).map(answers));
const late = /Ответа нет дольше обычного/;
/** Lets pretended time pass until it is so. */
const until = (so: () => boolean) =>
  vi.waitFor(
    async () => {
      await act(() => vi.advanceTimersByTimeAsync(250));
      expect(so()).toBe(true);
    },
    { timeout: 20_000, interval: 5 },
  );

beforeAll(() => services.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => {
  vi.useRealTimers();
  services.resetHandlers();
});
afterAll(() => services.close());

describe("the first load of the doctor's page", () => {
  it.each([
    ['who is here', '/', 'identity/session'],
    ['the day', '/', 'booking/visits'],
    ['a visit', '/visits/1', 'booking/bookings/:id'],
  ])('says that it is late: %s', async (_name, address, path) => {
    services.use(http.get(`${origin}/api/${path}`, () => delay('infinite')));
    await open(address);
    await until(() => screen.queryAllByText(late).length > 0);
    expect(screen.getByText(late).closest('[role=status]')).toBeInTheDocument();
  });

  it.each(['identity/session', 'booking/visits'])(
    'that failed is tried again by a press: %s',
    async (path) => {
      services.use(
        http.get(`${origin}/api/${path}`, () => HttpResponse.json({ code: 'unavailable' }, { status: 503 })),
      );
      await open('/');
      await until(() => screen.queryByText('Повторить') !== null);
      services.use(answers(path));
      fireEvent.click(screen.getByText('Повторить'));
      await until(() => screen.queryByText('Приёмов нет') !== null);
      expect(screen.queryByRole('alert')).toBeNull();
    },
  );
});
