import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { open } from '../../tests/open';

const api = 'http://localhost:8080/api';
const services = setupServer(
  http.get(`${api}/notify/notices`, () =>
    HttpResponse.json({ items: [], next_cursor: null, unread_count: 0 }),
  ),
  http.get(`${api}/booking/visits`, () => HttpResponse.json({ time_zone: 'Europe/Moscow', items: [] })),
);
beforeAll(() => services.listen({ onUnhandledRequest: 'error' }));
afterEach(() => services.resetHandlers());
afterAll(() => services.close());

/** A session that ends after so many seconds in which nothing is done. */
function idleAfter(seconds: () => number | null) {
  services.use(
    http.get(`${api}/identity/session`, () => {
      const idle = seconds();
      const now = Date.now();
      return HttpResponse.json({
        authenticated: idle !== null,
        person_id: idle === null ? null : 'doctor',
        full_name: 'Орлова Екатерина Андреевна',
        roles: idle === null ? [] : ['doctor'],
        acr: 'gosuslugi',
        setup_completed: true,
        time_zone: 'Europe/Moscow',
        server_time: new Date(now).toISOString(),
        idle_expires_at: idle === null ? null : new Date(now + idle * 1000).toISOString(),
      });
    }),
  );
}

describe('a doctor who does nothing for long', () => {
  it('is asked two minutes before the session ends, and stays by one press', async () => {
    let seconds = 115;
    idleAfter(() => seconds);
    await open('/');
    expect(await screen.findByText('Сеанс скоро закончится')).toBeVisible();
    expect(screen.getByText(/Через 1:5\d понадобится войти/)).toBeVisible();
    seconds = 2700;
    await userEvent.click(screen.getByRole('button', { name: 'Остаться' }));
    await waitFor(() => expect(screen.queryByText('Сеанс скоро закончится')).toBeNull());
  });

  it('is not asked earlier', async () => {
    idleAfter(() => 125);
    await open('/');
    expect(await screen.findByText('Приёмов нет')).toBeVisible();
    expect(screen.queryByText('Сеанс скоро закончится')).toBeNull();
  });

  it('is logged out when nobody answers', async () => {
    let seconds: number | null = 1.5;
    idleAfter(() => seconds);
    services.use(
      http.post(`${api}/identity/logout`, () => {
        seconds = null;
        return HttpResponse.json({ redirect_url: '/login' });
      }),
    );
    await open('/');
    expect(await screen.findByRole('link', { name: 'Войти через Госуслуги' })).toBeVisible();
  });
});
