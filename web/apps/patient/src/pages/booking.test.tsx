import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { open } from '../testing/open';
import { booking, gives, origin, refuses, world } from '../testing/world';

const services = world();

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
});
