import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { open } from '../testing/open';
import { booking, gives, origin, world } from '../testing/world';

const services = world();
const ago = () => new Date(Date.now() - 600_000).toISOString();

describe('the list of visits', () => {
  it('calls a passed hold over at once and asks until the server agrees (R074, R101)', async () => {
    let asked = 0;
    services.use(
      http.get(`${origin}/api/booking/bookings`, () => {
        asked += 1;
        const items = asked > 1 ? [] : [booking({ hold_expires_at: ago() })];
        return HttpResponse.json({ items, next_cursor: null });
      }),
    );
    await open('/records');
    const card = await screen.findByRole('article');
    expect(within(card).getByText('Время для оплаты вышло')).toBeVisible();
    expect(within(card).queryByRole('link', { name: 'Завершить запись' })).toBeNull();
    expect(within(card).getByRole('link', { name: 'Выбрать время снова' }).getAttribute('href')).toBe(
      '/doctors/doctor-1?type=online&offering=online-1',
    );
    await waitFor(() => expect(screen.queryByRole('article')).toBeNull(), { timeout: 8000 });
  }, 12_000);

  it('names the place and the clock of a visit to the clinic (R101)', async () => {
    const there = booking({
      status: 'confirmed',
      visit_type: 'clinic',
      prepaid: false,
      hold_expires_at: null,
      time_zone: 'Asia/Yekaterinburg',
      clinic_city: 'Екатеринбург',
      clinic_address: 'ул. Малышева, 51',
    });
    services.use(gives('booking/bookings', { items: [there], next_cursor: null }));
    await open('/records');
    const card = await screen.findByRole('article');
    expect(within(card).getByText(/11:00 \(Екатеринбург, UTC\+5\)/)).toBeVisible();
    expect(within(card).getByText(/ул. Малышева, 51/)).toBeVisible();
  });

  it('does not call a visit held to which the patient did not come', async () => {
    const missed = booking({ status: 'completed', outcome: 'patient_no_show', hold_expires_at: null });
    services.use(gives('booking/bookings', { items: [missed], next_cursor: null }));
    await open('/records?when=past');
    expect(await screen.findByText('Неявка')).toBeVisible();
    expect(screen.queryByText('Завершена')).toBeNull();
  });
});

describe('«Важное» of the main page', () => {
  it('leaves out a hold whose time has passed (R103)', async () => {
    const held = booking({ booking_id: 'held', hold_expires_at: ago() });
    services.use(gives('booking/bookings', { items: [held], next_cursor: null }));
    await open('/');
    expect(await screen.findByRole('heading', { name: 'Найдите врача' })).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Завершить запись' })).toBeNull();
  });
});
