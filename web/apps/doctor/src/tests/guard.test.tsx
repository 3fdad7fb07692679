import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { open } from './open';

const origin = 'http://localhost:8080';
const session = (change: object) =>
  http.get(`${origin}/api/identity/session`, () =>
    HttpResponse.json({
      authenticated: true,
      full_name: 'Орлова Екатерина Андреевна',
      roles: ['patient', 'doctor'],
      acr: 'gosuslugi',
      setup_completed: true,
      time_zone: 'Europe/Moscow',
      server_time: new Date().toISOString(),
      ...change,
    }),
  );
const services = setupServer(
  http.get(`${origin}/api/notify/notices`, () =>
    HttpResponse.json({ items: [], next_cursor: null, unread_count: 0 }),
  ),
  http.get(`${origin}/api/booking/visits`, () =>
    HttpResponse.json({ time_zone: 'Europe/Moscow', items: [] }),
  ),
);
beforeAll(() => services.listen({ onUnhandledRequest: 'error' }));
afterEach(() => services.resetHandlers());
afterAll(() => services.close());

describe('the login of the doctor', () => {
  it('leads a stranger to Gosuslugi and back (R012, R170)', async () => {
    services.use(session({ authenticated: false, roles: [], acr: null }));
    await open('/visits/1');
    expect(await screen.findByRole('link', { name: 'Войти через Госуслуги' })).toHaveAttribute(
      'href',
      '/api/identity/gosuslugi/login?return_to=%2Fvisits%2F1',
    );
  });

  it('shows a patient plainly that this is the place of doctors', async () => {
    services.use(session({ roles: ['patient'] }));
    await open('/');
    expect(await screen.findByRole('alert')).toHaveTextContent('не найдена среди врачей');
    expect(screen.getByRole('button', { name: 'Выйти' })).toBeVisible();
  });

  it('lets a doctor in to the day', async () => {
    services.use(session({}));
    await open('/');
    expect(await screen.findByRole('heading', { name: 'Мой день' })).toBeVisible();
    expect(await screen.findByText('Приёмов нет')).toBeVisible();
  });

  it('shows an administrator of a clinic that there is nobody to ask', async () => {
    services.use(session({ roles: ['patient', 'clinic_admin'] }));
    await open('/');
    expect(await screen.findByText('Вы администратор клиники')).toBeVisible();
    expect(screen.queryByText(/попросите администратора/)).toBeNull();
  });
});
