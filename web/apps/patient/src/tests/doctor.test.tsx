import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { gives, origin, refuses } from '@mila/app/testing';
import { open } from './open';
import { booking, doctor, fakeServer, session, slots } from './server';

const services = fakeServer();
const person = userEvent.setup();

/** Records every booking asked for and answers it. */
function takes(answer = booking()) {
  const asked: unknown[] = [];
  services.use(
    http.post(`${origin}/api/booking/bookings`, async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json(answer, { status: 201 });
    }),
    gives('booking/bookings/:id', answer),
  );
  return asked;
}

describe('choosing a time', () => {
  it('goes type, service, day, time and opens «Завершить запись» (R061–R067)', async () => {
    const asked = takes();
    await open('/doctors/orlova');
    expect(await screen.findByRole('radio', { name: 'Онлайн' })).toBeChecked();
    await person.click(screen.getByRole('button', { name: /Консультация первичная/ }));
    const morning = await screen.findByRole('group', { name: 'Утро' });
    expect(screen.getByRole('button', { name: 'Открыть календарь' })).toBeVisible();
    await person.click(within(morning).getByRole('button', { name: '09:00' }));
    expect(await screen.findByRole('heading', { name: 'Завершить запись' })).toBeVisible();
    expect(asked).toEqual([{ offering_id: 'online-1', starts_at: slots[0]!.starts_at }]);
    expect(await screen.findByRole('button', { name: 'Оплатить' })).toBeVisible();
    expect(screen.getByText(/не получает и не хранит данных вашей платежной карты/)).toBeVisible();
    expect(screen.getByText(/деньги не будут возвращены/)).toBeVisible();
  });

  it('says that a time was just taken and offers others', async () => {
    services.use(refuses('post', 'booking/bookings', 409, 'slot_taken'));
    await open('/doctors/orlova?type=online&offering=online-1');
    await person.click(await screen.findByRole('button', { name: '14:00' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('только что заняли');
    expect(screen.getByRole('button', { name: '09:00' })).toBeVisible();
  });

  it('shows what is held with the doctor, with both ways on, and the own time as chosen', async () => {
    const mine = booking();
    const own = slots.map((slot, at) => (at === 0 ? { ...slot, own_booking_id: 'booking-1' } : slot));
    let dropped = 0;
    services.use(
      gives('booking/bookings', { items: [mine], next_cursor: null }),
      gives('booking/doctors/:id/slots', { time_zone: 'Europe/Moscow', days: [{ date: '', slots: own }] }),
      http.post(`${origin}/api/booking/bookings/:id/cancellation`, () => {
        dropped += 1;
        services.use(gives('booking/bookings', { items: [], next_cursor: null }));
        return HttpResponse.json({ ...mine, status: 'released' });
      }),
    );
    await open('/doctors/orlova?type=online&offering=online-1');
    expect(await screen.findByText(/Держим за вами .*09:00.*, ещё/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Оплатить' })).toHaveAttribute('href', '/booking/booking-1');
    const taken = await screen.findByRole('button', { name: /^09:00/ });
    expect(taken).toHaveAttribute('aria-pressed', 'true');
    await person.click(screen.getByRole('button', { name: 'Отказаться' }));
    const dialog = await screen.findByRole('dialog', { name: 'Отказаться от записи?' });
    await person.click(within(dialog).getByRole('button', { name: 'Отказаться' }));
    await waitFor(() => expect(screen.queryByText(/Держим за вами/)).toBeNull());
    expect(dropped).toBe(1);
  });

  it('a hold whose time has passed is no longer offered as held', async () => {
    const passed = booking({ hold_expires_at: new Date(Date.now() - 600_000).toISOString() });
    services.use(gives('booking/bookings', { items: [passed], next_cursor: null }));
    await open('/doctors/orlova?type=online&offering=online-1');
    expect(await screen.findByRole('button', { name: '14:00' })).toBeVisible();
    expect(screen.queryByText(/Держим за вами/)).toBeNull();
  });

  it('an own hold in the way is given up and the new time taken in one step', async () => {
    const before = booking({ booking_id: 'booking-0' });
    const calls: string[] = [];
    services.use(
      http.get(`${origin}/api/booking/bookings/:id`, ({ params }) =>
        HttpResponse.json(params.id === 'booking-0' ? before : booking()),
      ),
      http.post(`${origin}/api/booking/bookings`, () => {
        calls.push('take');
        return calls.includes('drop')
          ? HttpResponse.json(booking(), { status: 201 })
          : HttpResponse.json({ code: 'own_hold', status: 409, booking_id: 'booking-0' }, { status: 409 });
      }),
      http.post(`${origin}/api/booking/bookings/booking-0/cancellation`, () => {
        calls.push('drop');
        return HttpResponse.json({ ...before, status: 'released' });
      }),
    );
    await open('/doctors/orlova?type=online&offering=online-1');
    await person.click(await screen.findByRole('button', { name: '14:00' }));
    const dialog = await screen.findByRole('dialog', { name: /уже есть неоплаченная запись/ });
    expect(await within(dialog).findByRole('link', { name: 'Оплатить' })).toHaveAttribute(
      'href',
      '/booking/booking-0',
    );
    await person.click(within(dialog).getByRole('button', { name: 'Отказаться и взять новое время' }));
    expect(await screen.findByRole('heading', { name: 'Завершить запись' })).toBeVisible();
    expect(calls).toEqual(['take', 'drop', 'take']);
  });

  it('lists all holds when there are too many, each with its two ways', async () => {
    services.use(
      http.get(`${origin}/api/booking/bookings/:id`, ({ params }) =>
        HttpResponse.json(booking({ booking_id: String(params.id) })),
      ),
      http.post(`${origin}/api/booking/bookings`, () =>
        HttpResponse.json(
          { code: 'too_many_holds', status: 409, booking_ids: ['one', 'two', 'three'] },
          { status: 409 },
        ),
      ),
    );
    await open('/doctors/orlova?type=online&offering=online-1');
    await person.click(await screen.findByRole('button', { name: '14:00' }));
    const dialog = await screen.findByRole('dialog', { name: 'У вас уже три неоплаченные записи' });
    await waitFor(() =>
      expect(
        within(dialog)
          .getAllByRole('link', { name: 'Оплатить' })
          .map((link) => link.getAttribute('href')),
      ).toEqual(['/booking/one', '/booking/two', '/booking/three']),
    );
    expect(within(dialog).getAllByRole('button', { name: 'Отказаться и взять новое время' })).toHaveLength(3);
  });

  it.each([
    [{ code: 'already_booked_then', booking_id: 'other' }, 'Открыть ту запись', '/records/other'],
    [{ code: 'too_many_visits', scope: 'day' }, 'К записям', '/records'],
  ])('a refusal leads on: %o', async (body, name, href) => {
    services.use(http.post(`${origin}/api/booking/bookings`, () => HttpResponse.json(body, { status: 409 })));
    await open('/doctors/orlova?type=online&offering=online-1');
    await person.click(await screen.findByRole('button', { name: '14:00' }));
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByRole('link', { name })).toHaveAttribute('href', href);
  });

  it('a visit to the clinic is asked about by the clinic\u2019s clock, with its place (1.15)', async () => {
    const clinics = [
      {
        ...doctor.clinics[0]!,
        city: 'Екатеринбург',
        address: 'ул. Малышева, 51',
        time_zone: 'Asia/Yekaterinburg',
      },
    ];
    services.use(
      gives('catalog/doctors/:name', { ...doctor, clinics }),
      gives('booking/doctors/:id/slots', { time_zone: 'Asia/Yekaterinburg', days: [{ date: '', slots }] }),
    );
    await open('/doctors/orlova?type=clinic');
    await person.click(await screen.findByRole('button', { name: /^11:00.*09:00 у вас/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Записаться на приём?' });
    expect(within(dialog).getByText(/11:00 \(Екатеринбург, UTC\+5\)/)).toBeVisible();
    expect(within(dialog).getByText(/По вашему времени .*09:00/)).toBeVisible();
    expect(within(dialog).getByText(/Екатеринбург, ул. Малышева, 51/)).toBeVisible();
    expect(within(dialog).getByRole('link', { name: 'На карте' })).toBeVisible();
    expect(within(dialog).getByRole('link', { name: '+7 495 000-00-01' })).toHaveAttribute(
      'href',
      'tel:+74950000001',
    );
  });

  it('asks once before a visit to the clinic, which is final at once (1.15)', async () => {
    const asked = takes(booking({ status: 'confirmed', visit_type: 'clinic', prepaid: false }));
    await open('/doctors/orlova?type=clinic');
    await person.click(await screen.findByRole('button', { name: '14:00' }));
    const dialog = await screen.findByRole('dialog', { name: 'Записаться на приём?' });
    expect(asked).toEqual([]);
    await person.click(within(dialog).getByRole('button', { name: 'Записаться' }));
    expect(await screen.findByRole('heading', { name: 'Вы успешно записались!' })).toBeVisible();
    expect(asked).toEqual([{ offering_id: 'clinic-1', starts_at: slots[1]!.starts_at }]);
  });

  it('offers the login by Gosuslugi for online visits to a password session (R034)', async () => {
    services.use(gives('identity/session', session({ acr: 'password' })));
    await open('/doctors/orlova?type=online&offering=online-1');
    expect(await screen.findByText('Онлайн-запись доступна после входа через Госуслуги')).toBeVisible();
    expect(screen.queryByRole('button', { name: '09:00' })).toBeNull();
  });
});

describe('an address that leads to no doctor', () => {
  it('offers the search', async () => {
    services.use(refuses('get', 'catalog/doctors/:name', 404, 'not_found'));
    await open('/doctors/nobody');
    expect(await screen.findByRole('link', { name: 'Найти врача' })).toHaveAttribute('href', '/search');
  });
});
