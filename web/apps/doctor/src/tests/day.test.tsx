import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { open } from './open';

const origin = 'http://localhost:8080';
const session = {
  authenticated: true,
  full_name: 'Орлова Екатерина Андреевна',
  roles: ['patient', 'doctor'],
  acr: 'gosuslugi',
  setup_completed: true,
  time_zone: 'Europe/Moscow',
  server_time: new Date().toISOString(),
};
const services = setupServer(
  http.get(`${origin}/api/identity/session`, () => HttpResponse.json(session)),
  http.get(`${origin}/api/notify/notices`, () =>
    HttpResponse.json({ items: [], next_cursor: null, unread_count: 0 }),
  ),
);
beforeAll(() => services.listen({ onUnhandledRequest: 'error' }));
afterEach(() => services.resetHandlers());
afterAll(() => services.close());

const visit = (change: object) => ({
  booking_id: 'booking-1',
  status: 'cancelled',
  cancelled_by: 'system',
  cancel_reason: null,
  outcome: null,
  starts_at: '2026-11-24T11:30:00Z',
  ends_at: '2026-11-24T12:00:00Z',
  time_zone: 'Europe/Moscow',
  patient_name: 'Смирнова Анна Викторовна',
  service_title: 'Консультация первичная',
  visit_type: 'online',
  ...change,
});

describe("the doctor's day", () => {
  it.each([
    [{ cancel_reason: 'patient_request', cancelled_by: 'patient' }, 'Пациент отменил приём'],
    [{ cancel_reason: 'doctor_request', cancelled_by: 'doctor' }, 'Вы отменили приём'],
    [{ cancelled_by: 'doctor' }, 'Вы отменили приём'],
    [{ cancel_reason: 'payment_returned' }, 'Приём отменён: банк вернул пациенту оплату'],
    [{ cancel_reason: 'doctor_no_show' }, 'Вы не пришли на приём, оплата возвращается пациенту'],
    [{ cancel_reason: 'nobody_came' }, 'Приём не состоялся: никто не подключился'],
    [{ cancel_reason: 'not_ended' }, 'Приём отменён: нет подтверждения, что он состоялся'],
    [{}, 'Приём отменён'],
    [
      { status: 'completed', cancelled_by: null, outcome: 'patient_no_show' },
      'Пациент не пришёл, приём закрыт',
    ],
  ])('says how a visit ended: %o', async (change, words) => {
    services.use(
      http.get(`${origin}/api/booking/visits`, () =>
        HttpResponse.json({ time_zone: 'Europe/Moscow', items: [visit(change)] }),
      ),
    );
    await open('/?date=2026-11-24');
    expect(await screen.findByText(words)).toBeVisible();
  });
});
