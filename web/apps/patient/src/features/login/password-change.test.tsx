import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { createQueryClient, type Profile } from '@mila/api';
import { gives, origin } from '@mila/app/testing';
import { MilaProvider, startI18n } from '@mila/ui';
import { cabinetTexts, passwordTexts, patientTexts } from '../../locales';
import { fakeServer } from '../../tests/server';
import { PasswordChange } from './password-change';

const services = fakeServer();
const rules = { shortest: 10, longest: 128, common: ['пароль'], context: ['mila'] };
const profile = (change: Partial<Profile> = {}): Profile => ({
  person_id: 'person',
  full_name: 'Смирнова Анна Викторовна',
  given_name: 'Анна Викторовна',
  birth_date: null,
  snils_masked: null,
  email: 'anna@example.ru',
  email_verified: true,
  phone_masked: null,
  gosuslugi_linked: false,
  has_password: true,
  account_email: 'anna@example.ru',
  time_zone: 'Europe/Moscow',
  personal_data_hidden: false,
  ...change,
});

async function show(person: Profile, identified: boolean) {
  await startI18n({ patient: patientTexts });
  await cabinetTexts();
  await passwordTexts();
  render(
    <MilaProvider client={createQueryClient(() => undefined)}>
      <PasswordChange profile={person} identified={identified} />
    </MilaProvider>,
  );
}

describe('the password in the profile', () => {
  it('is changed with the current one, and a wrong one is reported at its field', async () => {
    const sent: unknown[] = [];
    services.use(
      gives('identity/password-rules', rules),
      http.post(`${origin}/api/identity/password-changes`, async ({ request }) => {
        const body = (await request.json()) as { current_password: string };
        sent.push(body);
        return body.current_password === 'прежний'
          ? new HttpResponse(null, { status: 204 })
          : HttpResponse.json({ code: 'password_wrong' }, { status: 403 });
      }),
    );
    await show(profile(), false);
    const current = screen.getByLabelText(/Текущий пароль/, { selector: 'input' });
    await userEvent.type(current, 'другой');
    await userEvent.type(screen.getByLabelText(/Новый пароль/, { selector: 'input' }), 'мокрый пёс у фонаря');
    await userEvent.click(screen.getByRole('button', { name: 'Сменить пароль' }));
    expect(await screen.findByText(/Пароль не подходит/)).toBeVisible();
    await userEvent.clear(current);
    await userEvent.type(current, 'прежний');
    await userEvent.click(screen.getByRole('button', { name: 'Сменить пароль' }));
    expect(await screen.findByText('Пароль сохранён')).toBeVisible();
    expect(sent.at(-1)).toEqual({ current_password: 'прежний', password: 'мокрый пёс у фонаря' });
  });

  it('is set again without a current one after a login through Gosuslugi', async () => {
    await show(profile({ gosuslugi_linked: true, has_password: false }), true);
    expect(screen.getByRole('button', { name: 'Задать пароль' })).toBeVisible();
    expect(screen.queryByLabelText(/Текущий пароль/)).toBeNull();
  });

  it('of a linked person is closed to a login by password', async () => {
    await show(profile({ gosuslugi_linked: true }), false);
    expect(screen.getByRole('link', { name: 'Войти через Госуслуги' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Сменить пароль' })).toBeNull();
  });

  it('is not needed where there is no e-mail to log in with', async () => {
    await show(profile({ account_email: null, gosuslugi_linked: true, has_password: false }), true);
    expect(screen.getByText(/пароль не нужен/)).toBeVisible();
  });
});
