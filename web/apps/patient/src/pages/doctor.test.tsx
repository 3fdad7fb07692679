import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { open } from '../testing/open';
import { booking, gives, origin, refuses, session, slots, world } from '../testing/world';

const services = world();
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
