import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { gives, origin } from '@mila/app/testing';
import { open } from './open';
import { doctor, fakeServer, slots } from './server';

const services = fakeServer();
const person = userEvent.setup();

const other = { ...doctor, doctor_id: 'doctor-2', slug: 'petrov', full_name: 'Петров Пётр Ильич' };
const opening = { doctor_id: 'doctor-2', offering_id: 'online-9', starts_at: slots[0]!.starts_at };

/** Two doctors fit; only the second has a free time. */
function town() {
  const asked: URLSearchParams[] = [];
  services.use(
    gives('catalog/clinics', { items: [] }),
    http.get(`${origin}/api/catalog/doctor-ids`, ({ request }) => {
      asked.push(new URL(request.url).searchParams);
      return HttpResponse.json({ items: ['doctor-1', 'doctor-2'] });
    }),
    http.get(`${origin}/api/booking/openings`, ({ request }) => {
      const before = new URL(request.url).searchParams.get('before');
      return HttpResponse.json({ items: before && before <= opening.starts_at ? [] : [opening] });
    }),
    http.get(`${origin}/api/catalog/doctors`, ({ request }) => {
      const ids = new URL(request.url).searchParams.get('doctor_ids')?.split(',') ?? [];
      const items = ids.map((id) => [doctor, other].find((one) => one.doctor_id === id));
      return HttpResponse.json({ items, next_cursor: null, total: items.length });
    }),
  );
  return asked;
}

const names = async () =>
  (await screen.findAllByRole('article')).map((item) => within(item).getByRole('heading').textContent);

describe('a list of doctors', () => {
  it('puts who is free first and leads to the very day of the nearest time (R057, R066)', async () => {
    town();
    await open('/search');
    expect(await names()).toEqual([other.full_name, doctor.full_name]);
    expect(screen.getByText('Найдено 2 врача')).toBeVisible();
    const nearest = screen.getByRole('link', { name: /Ближайшее время: .*09:00/i });
    expect(nearest.getAttribute('href')).toMatch(
      /^\/doctors\/petrov\?offering=online-9&day=\d{4}-\d\d-\d\d$/,
    );
    expect(screen.getByText('Нет свободного времени')).toBeVisible();
  });

  it('keeps what narrows it in the address, and drops it by a chip (R057)', async () => {
    const asked = town();
    const router = await open('/search?type=online&price=2500&soon=week');
    expect(await names()).toEqual([other.full_name]);
    expect(asked.at(-1)?.get('price_to_kopecks')).toBe('250000');
    await person.click(screen.getByRole('button', { name: 'Убрать фильтр: В течение недели' }));
    expect(await screen.findByText('Найдено 2 врача')).toBeVisible();
    expect(router.state.location.search).toEqual({ type: 'online', price: 2500 });
    await person.selectOptions(screen.getByRole('combobox', { name: 'Порядок' }), 'price');
    expect(await screen.findByText('Найдено 2 врача')).toBeVisible();
    expect(await names()).toEqual([doctor.full_name, other.full_name]);
    expect(asked.at(-1)?.get('sort')).toBe('price');
  });

  it('offers the next step when nobody is free so soon', async () => {
    town();
    const router = await open('/search?soon=today');
    expect(await screen.findByRole('heading', { name: 'Никого не нашли' })).toBeVisible();
    await person.click(screen.getByRole('button', { name: 'Сбросить фильтры' }));
    expect(await names()).toHaveLength(2);
    expect(router.state.location.search).toEqual({});
  });
});
