import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { gives, origin } from '@mila/app/testing';
import { open } from './open';
import { booking, fakeServer } from './server';

const services = fakeServer();
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

describe('online visits that a login by password does not show', () => {
  it.each([
    ['no other visits', []],
    ['other visits', [booking({ visit_type: 'clinic', status: 'confirmed', hold_expires_at: null })]],
  ])('are counted, with the way to see them, beside %s', async (_name, items) => {
    services.use(gives('booking/bookings', { items, next_cursor: null, hidden_online: 2 }));
    await open('/records?when=past');
    expect(await screen.findByText('Ещё 2 онлайн-записи скрыты')).toBeVisible();
    expect(screen.getByText(/Чтобы увидеть онлайн-записи, войдите через Госуслуги/)).toBeVisible();
    const enter = screen.getByRole('link', { name: 'Войти через Госуслуги' });
    expect(enter.getAttribute('href')).toMatch(/gosuslugi\/login\?return_to=/);
  });

  it('are not spoken of where nothing is hidden', async () => {
    services.use(gives('booking/bookings', { items: [], next_cursor: null, hidden_online: 0 }));
    await open('/records');
    expect(await screen.findByText('Предстоящих записей нет')).toBeVisible();
    expect(screen.queryByText(/скрыт/)).toBeNull();
  });
});
