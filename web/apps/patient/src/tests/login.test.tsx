import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { gives, origin, refuses } from '@mila/app/testing';
import { isEnding } from '../features/login/login-ending';
import { open, reload } from './open';
import { booking, fakeServer, session } from './server';

const services = fakeServer();
const nobody = { authenticated: false, roles: [], server_time: new Date().toISOString() };
const rules = { shortest: 10, longest: 128, common: ['пароль'], context: ['mila'] };

const endings = [
  ['gosuslugi_refused', /нажали «Отказать»/],
  ['gosuslugi_cancelled', /прервали вход/],
  ['gosuslugi_permission_revoked', /Разрешение для Mila отозвано/],
  ['gosuslugi_unconfirmed', /не подтверждена/],
  ['gosuslugi_unavailable', /не отвечают/],
  ['gosuslugi_incomplete', /Чего не хватает: фамилия и имя/],
  ['too_many_requests', /Слишком много попыток/],
  ['gosuslugi_failed', /не подтвердили вход/],
  ['login_expired', /Время на вход истекло/],
  ['account_blocked', /Кабинет заблокирован/],
] as const;

describe('the endings of a login (R016)', () => {
  it.each(endings)('%s has a title, words and a way on', async (code, words) => {
    expect(isEnding(code)).toBe(true);
    services.use(gives('identity/session', nobody));
    await open(`/login?problem=${code}&return_to=%2Frecords%2F1`);
    expect(await screen.findByRole('heading', { level: 1 })).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent(words);
    expect(screen.getByRole('link', { name: 'Другие способы входа' })).toBeVisible();
    if (code === 'account_blocked') {
      const support = screen.getByRole('link', { name: 'Написать в поддержку' });
      expect(support.getAttribute('href')).toContain('mailto:');
      return;
    }
    const name =
      code === 'gosuslugi_unconfirmed' ? 'Войти с другой учётной записью' : 'Войти через Госуслуги';
    const href = screen.getByRole('link', { name }).getAttribute('href')!;
    expect(new URL(href, origin).searchParams.get('return_to')).toBe('/records/1');
  });

  it('names where the permission is taken back (R015) and does not leave Mila by a foreign way back', async () => {
    services.use(gives('identity/session', nobody));
    await open('/login?return_to=https%3A%2F%2Fevil.example');
    const address = 'https://lk.gosuslugi.ru/settings/third-party/system-permissions';
    expect(await screen.findByRole('link', { name: /lk\.gosuslugi\.ru/ })).toHaveAttribute('href', address);
    const enter = screen.getByRole('link', { name: 'Войти через Госуслуги' });
    expect(enter.getAttribute('href')).toContain('return_to=%2F');
    expect(enter.getAttribute('href')).not.toContain('evil');
  });
});

describe('the letter of a registration', () => {
  it('that came too late is sent again (R031)', async () => {
    services.use(
      gives('identity/session', nobody),
      refuses('post', 'identity/email-verifications', 410, 'verification_expired'),
      http.post(`${origin}/api/identity/verification-letters`, () => HttpResponse.json({}, { status: 202 })),
    );
    await open('/login/other?confirm=xxxxxxxxxxxxxxxxxxxxxxxx');
    await userEvent.click(await screen.findByRole('button', { name: 'Подтвердить и войти' }));
    expect(await screen.findByRole('heading', { name: 'Срок ссылки истёк' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Прислать новое письмо' }));
    expect(await screen.findByText('Новое письмо отправлено')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Отправить ещё раз' })).toBeDisabled();
  });

  it('that was followed before offers the login (R031)', async () => {
    services.use(
      gives('identity/session', nobody),
      refuses('post', 'identity/email-verifications', 410, 'verification_invalid'),
    );
    const router = await open('/login/other?confirm=xxxxxxxxxxxxxxxxxxxxxxxx&return_to=%2Frecords');
    await userEvent.click(await screen.findByRole('button', { name: 'Подтвердить и войти' }));
    expect(await screen.findByText('Эта ссылка уже не действует')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Войти' }));
    expect(await screen.findByRole('tab', { name: 'Войти', selected: true })).toBeVisible();
    expect(router.state.location.search).toEqual({ return_to: '/records' });
  });
});

describe('a registration', () => {
  it('takes no weak password and says why, then takes the way back along (R007, R031)', async () => {
    let sent: unknown;
    services.use(
      gives('identity/session', nobody),
      gives('identity/password-rules', rules),
      http.post(`${origin}/api/identity/registrations`, async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json({}, { status: 202 });
      }),
    );
    await open('/login/other?return_to=%2Fdoctors%2Forlova');
    await userEvent.click(await screen.findByRole('tab', { name: 'Зарегистрироваться' }));
    await userEvent.type(await screen.findByLabelText(/Фамилия/), 'Петрова');
    await userEvent.type(screen.getByLabelText(/Имя/), 'Анна');
    await userEvent.type(screen.getByLabelText(/E-mail/), 'anna@example.ru');
    const password = screen.getByLabelText(/Пароль/, { selector: 'input' });
    await userEvent.type(password, 'петрова2026');
    await waitFor(() => expect(screen.getByTestId('password-strength')).toHaveTextContent('легко подобрать'));
    await userEvent.click(screen.getByRole('button', { name: 'Зарегистрироваться' }));
    expect(await screen.findByText(/Добавьте ещё одно-два слова/)).toBeVisible();
    expect(sent).toBeUndefined();
    await userEvent.clear(password);
    await userEvent.type(password, 'мокрый пёс у фонаря');
    await waitFor(() => expect(screen.getByTestId('password-strength')).toHaveTextContent('Подойдёт'));
    await userEvent.click(screen.getByRole('button', { name: 'Зарегистрироваться' }));
    expect(await screen.findByText('Проверьте почту')).toBeVisible();
    expect(sent).toMatchObject({ email: 'anna@example.ru', return_to: '/doctors/orlova' });
  });

  it('that is too hasty shows how long to wait (R032)', async () => {
    services.use(
      gives('identity/session', nobody),
      http.post(`${origin}/api/identity/password-sessions`, () =>
        HttpResponse.json({ code: 'too_many_requests' }, { status: 429, headers: { 'Retry-After': '840' } }),
      ),
    );
    await open('/login/other');
    await userEvent.type(await screen.findByLabelText(/E-mail/), 'anna@example.ru');
    await userEvent.type(screen.getByLabelText(/Пароль/, { selector: 'input' }), 'x');
    await userEvent.click(screen.getByRole('button', { name: 'Войти' }));
    expect(await screen.findByText(/Подождите 14 мин/)).toBeVisible();
  });
});

describe('a session by password', () => {
  const byPassword = gives('identity/session', session({ acr: 'password', gosuslugi_linked: false }));

  it('finds «Подключить Госуслуги» on the main page (R037)', async () => {
    services.use(byPassword);
    await open('/');
    expect(await screen.findByRole('link', { name: 'Подключить Госуслуги' })).toBeVisible();
  });

  it('reads at the entrance of the consultation what opens it, and comes back there (R034)', async () => {
    services.use(byPassword, gives('booking/bookings/:id', booking({ status: 'confirmed' })));
    history.replaceState(null, '', '/records/booking-1/room');
    await open('/records/booking-1/room');
    expect(await screen.findByText(/Консультация открывается после входа через Госуслуги/)).toBeVisible();
    const href = screen.getByRole('link', { name: 'Войти через Госуслуги' }).getAttribute('href')!;
    expect(new URL(href, origin).searchParams.get('return_to')).toBe('/records/booking-1/room');
  });

  it('that is refused anywhere finds the way in beside the refusal (R033)', async () => {
    services.use(byPassword, refuses('get', 'booking/bookings/:id', 403, 'identification_required'));
    await open('/records/booking-1');
    expect(await screen.findByRole('link', { name: 'Войти через Госуслуги' })).toBeVisible();
  });
});

describe('a letter that is opened in another browser', () => {
  it('asks the owner of the address for the password, and says why', async () => {
    const sent: unknown[] = [];
    services.use(
      gives('identity/session', nobody),
      gives('identity/password-rules', rules),
      http.post(`${origin}/api/identity/email-verifications`, async ({ request }) => {
        const body = (await request.json()) as { password?: string };
        sent.push(body.password);
        return body.password
          ? HttpResponse.json(session({ acr: 'password', gosuslugi_linked: false }))
          : HttpResponse.json({ code: 'password_required' }, { status: 422 });
      }),
    );
    const router = await open('/login/other?confirm=xxxxxxxxxxxxxxxxxxxxxxxx&return_to=%2Frecords');
    await userEvent.click(await screen.findByRole('button', { name: 'Подтвердить и войти' }));
    expect(await screen.findByText(/Если регистрировались не вы, просто закройте страницу/)).toBeVisible();
    await userEvent.type(screen.getByLabelText(/Новый пароль/, { selector: 'input' }), 'мокрый пёс у фонаря');
    await userEvent.click(screen.getByRole('button', { name: 'Подтвердить и войти' }));
    await waitFor(() => expect(sent).toEqual([undefined, 'мокрый пёс у фонаря']));
    await waitFor(() => expect(router.state.location.pathname).toBe('/records'));
  });
});

describe('a cabinet with the same e-mail', () => {
  const asks = (two_cabinets: boolean) =>
    gives('identity/joining', { email_masked: 'a•••@example.ru', two_cabinets });

  it('is offered for its password, and says what to do with a wrong one', async () => {
    services.use(
      gives('identity/session', nobody),
      asks(false),
      refuses('post', 'identity/joining/password-proof', 403, 'password_wrong'),
    );
    await open('/login/join');
    expect(await screen.findByRole('heading', { name: 'У вас уже есть кабинет' })).toBeVisible();
    expect(screen.getByText(/a•••@example\.ru/)).toBeVisible();
    await userEvent.type(screen.getByLabelText(/Пароль/, { selector: 'input' }), 'x');
    await userEvent.click(screen.getByRole('button', { name: 'Войти в этот кабинет' }));
    expect(await screen.findByText(/Пароль не подходит/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Забыли пароль?' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Это не мой кабинет' })).toBeEnabled();
  });

  it('is joined only after what cannot be undone was said twice', async () => {
    let joined = 0;
    services.use(
      gives('identity/session', session({ acr: 'password', gosuslugi_linked: false })),
      asks(true),
      http.post(`${origin}/api/identity/joining/confirmation`, () => {
        joined += 1;
        return HttpResponse.json({ code: 'joining_expired' }, { status: 410 });
      }),
    );
    await open('/login/join');
    expect(await screen.findByRole('heading', { name: 'Объединить кабинеты?' })).toBeVisible();
    expect(screen.getByText('Разделить кабинеты обратно нельзя.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Объединить кабинеты' }));
    const dialog = await screen.findByRole('dialog');
    expect(joined).toBe(0);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Объединить кабинеты' }));
    expect(await within(dialog).findByText(/Вопрос о кабинетах уже решён/)).toBeVisible();
    expect(joined).toBe(1);
  });

  it('is not asked about after the time for the answer', async () => {
    services.use(
      gives('identity/session', nobody),
      refuses('get', 'identity/joining', 410, 'joining_expired'),
    );
    await open('/login/join');
    expect(await screen.findByRole('link', { name: 'Войти ещё раз' })).toHaveAttribute('href', '/login');
  });
});

describe('what was typed before a reload', () => {
  const type = async (label: RegExp | string, words: string) => {
    await userEvent.click(await screen.findByLabelText(label, { selector: 'input' }));
    await userEvent.paste(words);
  };

  it('is in the registration again, but never the password', async () => {
    services.use(gives('identity/session', nobody), gives('identity/password-rules', rules));
    await open('/login/other');
    await userEvent.click(await screen.findByRole('tab', { name: 'Зарегистрироваться' }));
    await type(/Фамилия/, 'Смирнова');
    await type(/^Имя/, 'Анна');
    await type(/E-mail/, 'anna@example.com');
    await type(/^Пароль/, 'зелёный чайник');
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain('чайник');
    await reload('/login/other');
    expect(await screen.findByRole('tab', { name: 'Зарегистрироваться', selected: true })).toBeVisible();
    expect(screen.getByLabelText(/Фамилия/)).toHaveValue('Смирнова');
    expect(screen.getByLabelText(/^Имя/)).toHaveValue('Анна');
    expect(screen.getByLabelText(/E-mail/)).toHaveValue('anna@example.com');
    expect(screen.getByLabelText(/^Пароль/, { selector: 'input' })).toHaveValue('');
    services.use(
      http.post(`${origin}/api/identity/registrations`, () => HttpResponse.json({}, { status: 202 })),
    );
    await type(/^Пароль/, 'зелёный чайник поёт');
    await userEvent.click(screen.getByRole('button', { name: 'Зарегистрироваться' }));
    await waitFor(() => expect(Object.keys(sessionStorage)).toEqual([]));
  });

  it.each([
    ['the recovery', '/login/recover'],
    ['the login', '/login/other'],
  ])('is the address of %s', async (_name, address) => {
    services.use(gives('identity/session', nobody));
    await open(address);
    await type(/E-mail/, 'anna@example.com');
    await reload(address);
    expect(await screen.findByLabelText(/E-mail/)).toHaveValue('anna@example.com');
  });
});
