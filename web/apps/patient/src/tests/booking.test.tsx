import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { delay, http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { gives, origin, refuses } from '@mila/app/testing';
import { open } from './open';
import { booking, fakeServer } from './server';

const services = fakeServer();

describe('«Завершить запись»', () => {
  it('shows everything to check, the rule with its deadline and «Оплатить» (R070–R073)', async () => {
    services.use(gives('booking/bookings/:id', booking()));
    await open('/booking/booking-1');
    expect(await screen.findByRole('heading', { name: 'Завершить запись' })).toBeVisible();
    expect(await screen.findByText('Орлова Екатерина Андреевна')).toBeVisible();
    expect(screen.getByText(/не позже, чем за 2 часа до начала приема: до/)).toBeVisible();
    expect(screen.getByRole('timer')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Оплатить' })).toBeVisible();
  });

  it('an offered time without prepayment is taken by «Записаться», and no money is spoken of (R070)', async () => {
    const offered = booking({ prepaid: false, visit_type: 'clinic' });
    const taken = { ...offered, status: 'confirmed' as const, hold_expires_at: null };
    services.use(
      gives('booking/bookings/:id', offered),
      http.post(`${origin}/api/booking/bookings/:id/confirmation`, () => HttpResponse.json(taken)),
    );
    await open('/booking/booking-1');
    const take = await screen.findByRole('button', { name: 'Записаться' });
    expect(screen.queryByRole('button', { name: 'Оплатить' })).toBeNull();
    expect(screen.queryByText(/данных вашей платежной карты/)).toBeNull();
    services.use(gives('booking/bookings/:id', taken));
    await userEvent.click(take);
    expect(await screen.findByRole('heading', { name: 'Вы успешно записались!' })).toBeVisible();
  });

  it('a bank that is down says that nothing is lost (R089)', async () => {
    services.use(
      gives('booking/bookings/:id', booking()),
      refuses('post', 'payment/orders/:id/checkout', 503, 'bank_unavailable'),
    );
    await open('/booking/booking-1');
    await userEvent.click(await screen.findByRole('button', { name: 'Оплатить' }));
    expect(
      await screen.findByText(/Деньги не списаны, время остаётся за вами/, {}, { timeout: 8000 }),
    ).toBeVisible();
  }, 12_000);

  it('a lost time offers the nearest ones of the same doctor (R074)', async () => {
    services.use(gives('booking/bookings/:id', booking({ status: 'expired' })));
    await open('/booking/booking-1');
    expect(await screen.findByText('Ближайшее время этого врача')).toBeVisible();
  });

  it('a hold whose time has passed is over at once, and the server is asked until it agrees (R074)', async () => {
    let asked = 0;
    const passed = booking({ hold_expires_at: new Date(Date.now() - 600_000).toISOString() });
    services.use(
      http.get(`${origin}/api/booking/bookings/:id`, () => {
        asked += 1;
        return HttpResponse.json(passed);
      }),
    );
    await open('/booking/booking-1');
    expect(await screen.findByRole('heading', { name: 'Время для оплаты вышло' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Оплатить' })).toBeNull();
    const again = await screen.findByRole('link', { name: 'Выбрать время снова' });
    expect(again.getAttribute('href')).toBe('/doctors/doctor-1?type=online&offering=online-1');
    await waitFor(() => expect(asked).toBeGreaterThan(1), { timeout: 8000 });
  }, 12_000);

  it('a hold that ends before one\u2019s eyes is over without a word of the server (R074)', async () => {
    services.use(
      gives('booking/bookings/:id', booking({ hold_expires_at: new Date(Date.now() + 2500).toISOString() })),
    );
    await open('/booking/booking-1');
    expect(await screen.findByRole('button', { name: 'Оплатить' })).toBeVisible();
    expect(
      await screen.findByRole('heading', { name: 'Время для оплаты вышло' }, { timeout: 8000 }),
    ).toBeVisible();
  }, 12_000);

  it.each([
    ['released', /Вы отказались от этого времени/],
    ['declined', /Вы отказались от предложенного времени/],
  ] as const)('a time that was %s is not called one that ran out', async (status, words) => {
    services.use(gives('booking/bookings/:id', booking({ status })));
    await open('/booking/booking-1');
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.queryByText('Время для оплаты вышло')).toBeNull();
  });

  it('an order that is still on its way is waited for; a refusal shows the booking as it is now', async () => {
    const answers = ['order_not_ready', 'order_closed'];
    services.use(
      gives('booking/bookings/:id', booking()),
      http.post(`${origin}/api/payment/orders/:id/checkout`, () => {
        const code = answers.shift()!;
        if (code === 'order_closed')
          services.use(gives('booking/bookings/:id', booking({ status: 'expired' })));
        return HttpResponse.json({ code, status: 409 }, { status: 409 });
      }),
    );
    await open('/booking/booking-1');
    await userEvent.click(await screen.findByRole('button', { name: 'Оплатить' }));
    expect(await screen.findByText(/Готовим оплату/)).toBeVisible();
    expect(
      await screen.findByRole('heading', { name: 'Время для оплаты вышло' }, { timeout: 8000 }),
    ).toBeVisible();
    expect(answers).toEqual([]);
  }, 12_000);

  it('an answer that is late is said to be late, and asked for again by a press', async () => {
    let presses = 0;
    services.use(
      gives('booking/bookings/:id', booking()),
      http.post(`${origin}/api/payment/orders/:id/checkout`, async () => {
        presses += 1;
        if (presses === 1) await delay('infinite');
        return HttpResponse.json({ code: 'already_paid', status: 409 }, { status: 409 });
      }),
    );
    await open('/booking/booking-1');
    await userEvent.click(await screen.findByRole('button', { name: 'Оплатить' }));
    expect(await screen.findByText(/Ответа нет дольше обычного/, {}, { timeout: 10_000 })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Повторить' }));
    expect(await screen.findByText(/уже оплачена/)).toBeVisible();
    expect(presses).toBe(2);
  }, 20_000);

  it('says before the payment what happens when somebody does not come (R073)', async () => {
    services.use(gives('booking/bookings/:id', booking()));
    await open('/booking/booking-1');
    expect(await screen.findByText(/врач прождёт вас 10 минут, деньги не возвращаются/)).toBeVisible();
  });
});
