import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { gives, origin } from '@mila/app/testing';
import { open } from './open';
import { booking, fakeServer } from './server';

const services = fakeServer();

const order = (change: object) => ({
  booking_id: 'booking-1',
  state: 'registered',
  amount_kopecks: 150_000,
  refunded_kopecks: 0,
  owed_kopecks: 0,
  refund_delayed: false,
  failure: null,
  attempt_failure: null,
  expires_at: new Date(Date.now() + 600_000).toISOString(),
  form_url: null,
  paid_at: null,
  refunded_at: null,
  bank_silent: false,
  server_time: new Date().toISOString(),
  ...change,
});

const bankSays = (change: object) =>
  http.post(`${origin}/api/payment/orders/:id/status-check`, () => HttpResponse.json(order(change)));

describe('after the bank', () => {
  it.each([
    ['no_consent', 'Писем о приёме не будет: уведомления не разрешены.'],
    ['no_address', 'Писем о приёме не будет: нет подтверждённого адреса почты.'],
    ['muted', 'Писем о приёме не будет: вы их выключили.'],
  ])('who gets no letter reads why: %s', async (kept_back, sentence) => {
    const taken = booking({ status: 'confirmed', hold_expires_at: null });
    services.use(gives('booking/bookings/:id', taken), gives('notify/letters', { go_out: false, kept_back }));
    await open('/booking/booking-1/result');
    expect(await screen.findByText(sentence)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Изменить в профиле' })).toHaveAttribute('href', '/profile');
  });

  it('the success is said only when the booking is confirmed (R086, R087)', async () => {
    services.use(gives('booking/bookings/:id', booking({ status: 'confirmed', hold_expires_at: null })));
    await open('/booking/booking-1/result');
    expect(await screen.findByRole('heading', { name: 'Вы успешно записались!' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Подготовиться к приему' })).toHaveAttribute(
      'href',
      '/records/booking-1',
    );
  });

  it('a refused card is shown with its reason, the time left and a way on (R089)', async () => {
    services.use(gives('booking/bookings/:id', booking()), bankSays({ attempt_failure: 'not_enough_money' }));
    await open('/booking/booking-1/result');
    expect(
      await screen.findByRole('heading', { name: 'Банк отклонил оплату: недостаточно средств' }),
    ).toBeVisible();
    expect(screen.getByRole('timer')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Попробовать другую карту' })).toBeVisible();
  });

  it('an order the bank closed says why, and the nearest times are one press away (R089)', async () => {
    services.use(
      gives('booking/bookings/:id', booking({ status: 'expired' })),
      bankSays({ state: 'failed', failure: 'card_data' }),
    );
    await open('/booking/booking-1/result');
    expect(
      await screen.findByRole('heading', { name: 'Банк отклонил оплату: данные карты не подошли' }),
    ).toBeVisible();
    expect(await screen.findAllByRole('button', { name: /\d\d:\d\d$/ })).toHaveLength(2);
  });

  it('a time let go by the patient is not called a time that ran out (R089)', async () => {
    services.use(
      gives('booking/bookings/:id', booking({ status: 'released' })),
      bankSays({ state: 'expired' }),
    );
    await open('/booking/booking-1/result');
    expect(await screen.findByRole('heading', { name: 'Запись не состоялась' })).toBeVisible();
  });

  it('nobody who only ran out of time reads that they refused, or that no money can come (R089)', async () => {
    services.use(
      gives('booking/bookings/:id', booking({ status: 'expired' })),
      bankSays({ state: 'failed', failure: 'bank_unavailable' }),
    );
    await open('/booking/booking-1/result');
    expect(await screen.findByRole('heading', { name: 'Время для оплаты вышло' })).toBeVisible();
    expect(screen.getByText(/Если оплата всё же пройдёт, мы подтвердим запись/)).toBeVisible();
  });

  it('the success page connects at once and offers a calendar entry when there is one (R087, R100)', async () => {
    services.use(
      gives('booking/bookings/:id', booking({ status: 'confirmed', hold_expires_at: null })),
      http.get(`${origin}/api/notify/visits/:id/invitation`, () => HttpResponse.text('BEGIN:VCALENDAR')),
    );
    await open('/booking/booking-1/result');
    expect(await screen.findByRole('link', { name: 'Подключиться' })).toHaveAttribute(
      'href',
      '/records/booking-1/room',
    );
    expect(await screen.findByRole('link', { name: 'Добавить в календарь' })).toHaveAttribute(
      'href',
      '/api/notify/visits/booking-1/invitation',
    );
  });

  it('money that the booking does not know of yet is waited for, not asked again', async () => {
    services.use(gives('booking/bookings/:id', booking()), bankSays({ state: 'paid' }));
    await open('/booking/booking-1/result');
    expect(await screen.findByRole('heading', { name: 'Оплата прошла, подтверждаем запись' })).toBeVisible();
    expect(screen.queryByRole('button', { name: /карту/ })).toBeNull();
  });

  it('late money for a taken time is promised back in full', async () => {
    services.use(
      gives(
        'booking/bookings/:id',
        booking({
          status: 'cancelled',
          cancelled_by: 'system',
          cancel_reason: 'slot_taken',
          refund_kopecks: 150_000,
        }),
      ),
      bankSays({ state: 'refunding', owed_kopecks: 150_000 }),
      gives('payment/orders/:id', order({ state: 'refunding', owed_kopecks: 150_000 })),
    );
    await open('/booking/booking-1/result');
    expect(await screen.findByRole('heading', { name: /пока шла оплата, время заняли/ })).toBeVisible();
    expect(await screen.findByText(/Возвращаем 1\s500\s₽ на вашу карту/)).toBeVisible();
  });

  it('money for a time that was given up is promised back, and no visit with it', async () => {
    services.use(gives('booking/bookings/:id', booking({ status: 'released' })), bankSays({ state: 'paid' }));
    await open('/booking/booking-1/result');
    expect(await screen.findByText(/но оплата прошла. Вернём её полностью/)).toBeVisible();
    expect(screen.queryByText(/подтверждаем запись/)).toBeNull();
  });

  it('a visit to the clinic says where it is, and when by the clinic\u2019s clock (R071)', async () => {
    const at = booking({
      status: 'confirmed',
      visit_type: 'clinic',
      prepaid: false,
      hold_expires_at: null,
      time_zone: 'Asia/Yekaterinburg',
      clinic_city: 'Екатеринбург',
      clinic_address: 'ул. Малышева, 51',
      clinic_phone: '+7 343 123-45-67',
    });
    services.use(gives('booking/bookings/:id', at));
    await open('/booking/booking-1/result');
    expect(await screen.findByText(/Ждём вас: .*11:00 \(Екатеринбург, UTC\+5\)/)).toBeVisible();
    expect(screen.getByText(/По вашему времени .*09:00/)).toBeVisible();
    expect(screen.getByText(/Екатеринбург, ул. Малышева, 51/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'На карте' })).toHaveAttribute(
      'href',
      `https://yandex.ru/maps/?text=${encodeURIComponent('Здравие, Екатеринбург, ул. Малышева, 51')}`,
    );
    expect(screen.getByRole('link', { name: '+7 343 123-45-67' })).toHaveAttribute(
      'href',
      'tel:+73431234567',
    );
  });

  it('a visit that is over is not awaited (R109)', async () => {
    services.use(
      gives('booking/bookings/:id', booking({ status: 'completed', hold_expires_at: null })),
      gives('payment/orders/:id/receipts', { items: [] }),
    );
    await open('/booking/booking-1/result');
    expect(await screen.findByText(/Приём завершён/)).toBeVisible();
    expect(screen.queryByText(/Ждём вас/)).toBeNull();
  });
});
