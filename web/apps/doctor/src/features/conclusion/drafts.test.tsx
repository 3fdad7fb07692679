import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Conclusion } from '@mila/api';
import { createAppClient } from '@mila/app';
import { MilaProvider, SessionOver, startI18n } from '@mila/ui';
import { doctorTexts } from '../../locales';
import { ConclusionForm } from './conclusion-form';

const services = setupServer();
beforeAll(() => services.listen({ onUnhandledRequest: 'error' }));
afterEach(() => services.resetHandlers());
afterAll(() => services.close());

const path = 'http://localhost:8080/api/medcard/visits/visit-1/conclusion';
const anamnesis = 'Болеет третий день, температура до 38,5. '.repeat(42).slice(0, 1740);
const empty: Conclusion = {
  state: 'expected',
  complaints: '',
  anamnesis: '',
  examination: '',
  diagnosis_code: null,
  diagnosis_title: null,
  diagnosis_text: '',
  recommendations: '',
  version: 0,
  ended_at: null,
  document_id: null,
  patient: { full_name: 'Смирнова Анна Викторовна', birth_date: null },
};
const session = (person_id: string | null) => ({
  authenticated: Boolean(person_id),
  person_id,
  roles: [],
  server_time: new Date().toISOString(),
});

let asked: number;
beforeEach(() => {
  asked = 0;
});

async function write(person: string, conclusion = empty) {
  await startI18n({ doctor: doctorTexts });
  const client = createAppClient(() => {
    asked += 1;
    return Promise.resolve();
  });
  client.setQueryData(['session'], session(person));
  render(
    <MilaProvider client={client}>
      <SessionOver />
      <ConclusionForm bookingId="visit-1" conclusion={conclusion} />
    </MilaProvider>,
  );
  return client;
}

/** A reload leaves what the tab keeps, and nothing else. */
const reload = () => cleanup();

const refuse = () =>
  services.use(http.put(path, () => HttpResponse.json({ code: 'unauthenticated' }, { status: 401 })));

function take() {
  const saved: { anamnesis: string; version: number }[] = [];
  services.use(
    http.put(path, async ({ request }) => {
      const body = (await request.json()) as { anamnesis: string; version: number };
      saved.push(body);
      return HttpResponse.json({ ...body, version: body.version + 1 });
    }),
  );
  return saved;
}

async function pasteAnamnesis() {
  await userEvent.click(screen.getByLabelText('Анамнез'));
  await userEvent.paste(anamnesis);
}

describe('1 740 letters of anamnesis pasted after the end of the session', () => {
  it('stay on the page, which leads nowhere', async () => {
    refuse();
    await write('doctor');
    await pasteAnamnesis();
    expect(await screen.findByRole('link', { name: 'Войти' })).toBeVisible();
    expect(screen.getByLabelText('Анамнез')).toHaveValue(anamnesis);
    expect(asked).toBe(0);
  });

  it('are there after the login and are saved automatically', async () => {
    refuse();
    await write('doctor');
    await pasteAnamnesis();
    await screen.findByRole('link', { name: 'Войти' });
    reload();
    const saved = take();
    await write('doctor');
    expect(screen.getByLabelText('Анамнез')).toHaveValue(anamnesis);
    await waitFor(() => expect(saved).toMatchObject([{ anamnesis, version: 0 }]));
    expect(await screen.findByText('Черновик сохранён')).toBeVisible();
    expect(Object.keys(sessionStorage)).toEqual([]);
  });

  it('are saved when the doctor has logged in in another window', async () => {
    refuse();
    const client = await write('doctor');
    await pasteAnamnesis();
    await screen.findByRole('link', { name: 'Войти' });
    const saved = take();
    client.setQueryData(['session'], session('doctor'));
    await waitFor(() => expect(saved).toMatchObject([{ anamnesis }]));
    expect(screen.queryByRole('link', { name: 'Войти' })).toBeNull();
  });

  it('do not overwrite what was saved in another window meanwhile', async () => {
    refuse();
    await write('doctor');
    await pasteAnamnesis();
    await screen.findByRole('link', { name: 'Войти' });
    reload();
    services.use(http.put(path, () => HttpResponse.json({ code: 'draft_changed' }, { status: 409 })));
    await write('doctor', { ...empty, complaints: 'Кашель', version: 4 });
    expect(await screen.findByRole('alert')).toHaveTextContent('в другом окне');
    expect(screen.getByLabelText('Анамнез')).toHaveValue(anamnesis);
  });

  it('are never shown to another doctor', async () => {
    refuse();
    await write('doctor');
    await pasteAnamnesis();
    await screen.findByRole('link', { name: 'Войти' });
    reload();
    await write('another');
    expect(screen.getByLabelText('Анамнез')).toHaveValue('');
    expect(Object.keys(sessionStorage)).toEqual([]);
  });
});
