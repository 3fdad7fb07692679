import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { safeReturnTo } from '@mila/app';
import { gives, origin, refuses } from '@mila/app/testing';
import { open } from './open';
import { fakeServer, session } from './server';

const services = fakeServer();
const nobody = { authenticated: false, roles: [], server_time: new Date().toISOString() };

describe('the guard', () => {
  it('opens the login to a stranger and keeps the deep link (R006, R007)', async () => {
    services.use(gives('identity/session', nobody));
    await open('/doctors/orlova?type=online');
    const enter = await screen.findByRole('link', { name: 'Войти через Госуслуги' });
    const back = new URL(enter.getAttribute('href')!, origin).searchParams.get('return_to');
    expect(back).toBe('/doctors/orlova?type=online');
    expect(screen.getByRole('link', { name: 'Другие способы входа' })).toBeVisible();
    expect(screen.getByText(/не получает и не хранит ваши логин и пароль/)).toBeVisible();
    expect(screen.getByText(/Согласно Приказу Минздрава РФ от 30.11.2017/)).toBeVisible();
  });

  it('says why the last login did not succeed (R016)', async () => {
    services.use(gives('identity/session', nobody));
    await open('/login?problem=gosuslugi_unconfirmed');
    expect(await screen.findByRole('alert')).toHaveTextContent('не подтверждена');
  });

  it('brings the person of a password back to the deep link', async () => {
    let member = false;
    services.use(
      http.get(`${origin}/api/identity/session`, () => HttpResponse.json(member ? session() : nobody)),
      http.post(`${origin}/api/identity/password-sessions`, () => {
        member = true;
        return HttpResponse.json(session({ acr: 'password' }));
      }),
    );
    const router = await open('/doctors/orlova');
    await userEvent.click(await screen.findByRole('link', { name: 'Другие способы входа' }));
    await userEvent.click(await screen.findByLabelText(/E-mail/));
    await userEvent.paste('anna@example.com');
    await userEvent.click(screen.getByLabelText('Пароль *', { selector: 'input' }));
    await userEvent.paste('correct horse');
    await userEvent.click(screen.getByRole('button', { name: 'Войти' }));
    expect(await screen.findByRole('heading', { name: 'Орлова Екатерина Андреевна' })).toBeVisible();
    expect(router.state.location.pathname).toBe('/doctors/orlova');
  });

  it('leads a newcomer to the setup first, once (R020, R028)', async () => {
    services.use(
      gives('identity/session', session({ setup_completed: false })),
      gives('identity/consent-texts', { items: [] }),
      gives('identity/consents', { items: [] }),
    );
    const router = await open('/records');
    expect(await screen.findByRole('button', { name: 'Ок, давайте начнем' })).toBeVisible();
    expect(router.state.location.search).toEqual({ return_to: '/records' });
  });

  it('leads to the login when a session ends in the middle', async () => {
    let over = false;
    services.use(
      http.get(`${origin}/api/identity/session`, () => HttpResponse.json(over ? nobody : session())),
      http.get(`${origin}/api/booking/bookings`, () => {
        over = true;
        return HttpResponse.json({ code: 'unauthenticated' }, { status: 401 });
      }),
    );
    const router = await open('/records');
    expect(await screen.findByRole('link', { name: 'Войти через Госуслуги' })).toBeVisible();
    expect(router.state.location.search).toEqual({ return_to: '/records' });
  });

  it('says what is wrong when it is unknown who is here', async () => {
    services.use(refuses('get', 'identity/session', 403, 'origin_refused'));
    await open('/records');
    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('Откройте Mila заново'));
  });
});

describe('the way back', () => {
  it('never leads out of Mila', () => {
    for (const bad of ['https://evil.example', '//evil.example', '/\\evil.example', '/login?x', undefined, 7])
      expect(safeReturnTo(bad)).toBe('/');
    expect(safeReturnTo('/records/1?x=2')).toBe('/records/1?x=2');
  });
});
