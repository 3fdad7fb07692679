import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { WaitlistEntry } from '@mila/api';
import { gives, origin } from '@mila/app/testing';
import { open, reload } from './open';
import { booking, fakeServer, slots } from './server';

const services = fakeServer();
const person = userEvent.setup();

const entry = (change: Partial<WaitlistEntry> = {}): WaitlistEntry => ({
  waitlist_entry_id: 'entry-1',
  status: 'waiting',
  doctor_id: 'doctor-1',
  offering_id: 'online-1',
  clinic_id: 'clinic-1',
  clinic_title: 'Здравие',
  time_zone: 'Europe/Moscow',
  service_title: 'Консультация первичная',
  visit_type: 'online',
  price_kopecks: 150_000,
  from_day: null,
  until_day: null,
  created_at: new Date().toISOString(),
  offer: null,
  ...change,
});

const offer = {
  booking_id: 'booking-1',
  starts_at: slots[0]!.starts_at,
  hold_expires_at: new Date(Date.now() + 1_700_000).toISOString(),
  prepaid: true,
};

/** A line of those who wait that remembers. */
function line(...first: WaitlistEntry[]) {
  let items = first;
  const asked: unknown[] = [];
  services.use(
    http.get(`${origin}/api/booking/waitlist`, () =>
      HttpResponse.json({ items, server_time: new Date().toISOString() }),
    ),
    http.post(`${origin}/api/booking/waitlist`, async ({ request }) => {
      asked.push(await request.json());
      items = [entry()];
      return HttpResponse.json(items[0], { status: 201 });
    }),
    http.delete(`${origin}/api/booking/waitlist/:id`, () => {
      items = [];
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return asked;
}

describe('waiting for a time (R064)', () => {
  it('is offered where there is no time, and can be left', async () => {
    const asked = line();
    services.use(gives('booking/doctors/:id/slots', { time_zone: 'Europe/Moscow', days: [] }));
    await open('/doctors/orlova?type=online&offering=online-1');
    expect(await screen.findByRole('heading', { name: 'Свободного времени нет' })).toBeVisible();
    await person.click(screen.getByRole('button', { name: 'Сообщить, когда появится время' }));
    const dialog = await screen.findByRole('dialog', { name: 'Сообщить, когда появится время' });
    await person.click(within(dialog).getByRole('button', { name: 'Ждать время' }));
    await person.click(await screen.findByRole('button', { name: 'Больше не ждать' }));
    expect(await screen.findByRole('button', { name: 'Сообщить, когда появится время' })).toBeVisible();
    expect(asked).toEqual([{ offering_id: 'online-1' }]);
  });

  it('shows among the records what is offered just now, once, with the way to take it', async () => {
    line(entry({ status: 'offered', offer }));
    const other = booking({ booking_id: 'booking-2', starts_at: slots[1]!.starts_at });
    services.use(
      gives('booking/bookings', { items: [booking(), other], next_cursor: null, hidden_online: 0 }),
    );
    await open('/records');
    const wait = await screen.findByRole('region', { name: 'Жду время' });
    expect(await within(wait).findByText('Для вас появилось время')).toBeVisible();
    expect(within(wait).getByRole('timer')).toHaveTextContent(/^28:/);
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(2));
    expect(within(screen.getAllByRole('article')[1]!).getByText(/14:00/)).toBeVisible();
    expect(within(wait).getByRole('link', { name: 'Завершить запись' })).toHaveAttribute(
      'href',
      '/booking/booking-1',
    );
    await person.click(within(wait).getByRole('button', { name: 'Отказаться и больше не ждать' }));
    await expect.poll(() => screen.queryByRole('region', { name: 'Жду время' })).toBeNull();
  });

  const ask = 'Сообщить, когда появится время';
  const address = '/doctors/orlova?type=online&offering=online-1';

  it('keeps the chosen days over a reload, opens with them again and forgets them when it begins', async () => {
    const asked = line();
    await open(address);
    await person.click(await screen.findByRole('button', { name: ask }));
    fireEvent.change(await screen.findByLabelText('Не раньше'), { target: { value: '2031-05-04' } });
    await reload(address);
    const dialog = await screen.findByRole('dialog', { name: ask });
    expect(within(dialog).getByLabelText('Не раньше')).toHaveValue('2031-05-04');
    await person.click(within(dialog).getByRole('button', { name: 'Ждать время' }));
    expect(await screen.findByRole('button', { name: 'Больше не ждать' })).toBeVisible();
    expect(asked).toEqual([{ offering_id: 'online-1', from_day: '2031-05-04' }]);
    expect(Object.keys(sessionStorage)).toEqual([]);
  });

  it('keeps the chosen days when the window is closed, and gives them up by «Отмена»', async () => {
    line();
    await open(address);
    await person.click(await screen.findByRole('button', { name: ask }));
    fireEvent.change(await screen.findByLabelText('Не позже'), { target: { value: '2031-05-04' } });
    await person.click(screen.getByRole('button', { name: 'Закрыть' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await person.click(screen.getByRole('button', { name: ask }));
    expect(await screen.findByLabelText('Не позже')).toHaveValue('2031-05-04');
    await person.click(screen.getByRole('button', { name: 'Отмена' }));
    expect(Object.keys(sessionStorage)).toEqual([]);
  });

  it('shows an offered time once: among what is held, with both ways on', async () => {
    line(entry({ status: 'offered', offer }));
    services.use(gives('booking/bookings', { items: [booking()], next_cursor: null }));
    await open(address);
    const held = await screen.findByRole('group', { name: /09:00/ });
    expect(await screen.findByRole('button', { name: /^09:00/ })).toBeVisible();
    expect(within(held).getByRole('link', { name: 'Оплатить' })).toHaveAttribute(
      'href',
      '/booking/booking-1',
    );
    expect(within(held).getByRole('button', { name: 'Отказаться' })).toBeVisible();
    await waitFor(() => expect(screen.queryByText('Нет подходящего времени?')).toBeNull());
    expect(screen.queryByText('Для вас появилось время')).toBeNull();
    expect(screen.getAllByRole('timer')).toHaveLength(1);
  });

  it('shows an offered time that the list of visits does not know yet', async () => {
    line(entry({ status: 'offered', offer }));
    await open(address);
    expect(await screen.findByText('Для вас появилось время')).toBeVisible();
  });
});
