import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gives, origin } from '@mila/app/testing';
import { open, reload } from '../../tests/open';
import { fakeServer, session } from '../../tests/server';

const services = fakeServer();
const person = userEvent.setup();
const nobody = { authenticated: false, roles: [], server_time: new Date().toISOString() };
const over = () => HttpResponse.json({ code: 'unauthenticated' }, { status: 401 });
const words = 'Утро пульс 77, вечер 71. '.repeat(40).trim();

beforeEach(() =>
  services.use(
    gives('medcard/documents', { items: [], next_cursor: null, restriction: null }),
    gives('medcard/authors', { items: [] }),
    gives('medcard/shares', { items: [], next_cursor: null }),
  ),
);
afterEach(() => {
  document.documentElement.style.visibility = '';
});

/** From now on nobody is logged in; the answer counts what was asked. */
function endSession() {
  services.use(
    gives('identity/session', nobody),
    http.all(`${origin}/api/medcard/*`, over),
    http.all(`${origin}/api/notify/*`, over),
  );
}

async function writeNote() {
  const router = await open('/medcards/');
  await person.click((await screen.findAllByRole('button', { name: 'Добавить документ' }))[0]!);
  await person.click(await screen.findByText('Заметка'));
  await person.type(screen.getByLabelText(/Название/), 'Давление');
  await person.click(screen.getByLabelText(/Запись/));
  await person.paste(words);
  return router;
}

describe('a note written when the session ends (R161)', () => {
  it('stays on the page, which says how to save it and where the login leads back to', async () => {
    const router = await writeNote();
    endSession();
    await person.click(screen.getByRole('button', { name: 'Сохранить' }));
    const enter = (await screen.findAllByRole('link', { name: 'Войти' }))[0]!;
    expect(enter).toHaveAttribute('href', expect.stringMatching(/^\/login\?return_to=/));
    expect(screen.getAllByText('Сессия закончилась')[0]).toBeInTheDocument();
    expect(screen.getByLabelText(/Запись/)).toHaveValue(words);
    expect(router.state.location.pathname).toBe('/medcards/');
  });

  it('is in the same open form after the login', async () => {
    await writeNote();
    endSession();
    await person.click(screen.getByRole('button', { name: 'Сохранить' }));
    await screen.findAllByRole('link', { name: 'Войти' });
    services.resetHandlers();
    services.use(gives('medcard/documents', { items: [], next_cursor: null, restriction: null }));
    services.use(gives('medcard/authors', { items: [] }));
    await reload('/medcards/');
    expect(await screen.findByLabelText(/Запись/)).toHaveValue(words);
    expect(screen.getByLabelText(/Название/)).toHaveValue('Давление');
    expect(screen.queryByText('Сессия закончилась')).toBeNull();
  });

  it('is not led away by an answer to something in the background', async () => {
    const router = await writeNote();
    endSession();
    await router.options.context.client.refetchQueries({ queryKey: ['notices'] });
    expect(await screen.findAllByText('Сессия закончилась')).not.toHaveLength(0);
    expect(screen.getByLabelText(/Запись/)).toHaveValue(words);
    expect(router.state.location.pathname).toBe('/medcards/');
  });

  it('survives a reload with nobody pressing anything', async () => {
    await writeNote();
    await reload('/medcards/');
    expect(await screen.findByLabelText(/Запись/)).toHaveValue(words);
  });

  it('is kept for the next time when the window is closed, and given up by «Отмена»', async () => {
    await writeNote();
    await person.click(screen.getByRole('button', { name: 'Закрыть' }));
    await waitFor(() => expect(screen.queryByLabelText(/Запись/)).toBeNull());
    await person.click(screen.getAllByRole('button', { name: 'Добавить документ' })[0]!);
    expect(await screen.findByLabelText(/Запись/)).toHaveValue(words);
    await person.click(screen.getByRole('button', { name: 'Отмена' }));
    expect(Object.keys(sessionStorage)).toEqual([]);
  });

  it('is erased by the save', async () => {
    await writeNote();
    services.use(http.post(`${origin}/api/medcard/notes`, () => HttpResponse.json({}, { status: 201 })));
    await person.click(screen.getByRole('button', { name: 'Сохранить' }));
    await waitFor(() => expect(screen.queryByLabelText(/Запись/)).toBeNull());
    expect(Object.keys(sessionStorage)).toEqual([]);
  });

  it('is never shown to another person, and is gone when they have come', async () => {
    await writeNote();
    services.use(gives('identity/session', session({ person_id: 'another' })));
    await reload('/medcards/');
    expect((await screen.findAllByRole('button', { name: 'Добавить документ' }))[0]).toBeVisible();
    expect(screen.queryByLabelText(/Запись/)).toBeNull();
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('пульс 77');
  });

  it('leaves the page when another person has logged in in another window', async () => {
    const router = await writeNote();
    services.use(gives('identity/session', session({ person_id: 'another' })));
    await act(() => router.options.context.client.refetchQueries({ queryKey: ['session'] }));
    await waitFor(() => expect(screen.queryByLabelText(/Запись/)).toBeNull());
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('пульс 77');
  });
});

describe('a logout', () => {
  it('erases drafts and the latest searches here, and other windows leave at once', async () => {
    const router = await writeNote();
    localStorage.setItem('mila-recent-person', '["терапевт"]');
    services.use(gives('identity/session', nobody));
    const other = new BroadcastChannel('mila-session');
    other.postMessage('over');
    await waitFor(() => expect(router.state.location.pathname).toBe('/login'), { timeout: 2000 });
    other.close();
    await waitFor(() => expect(document.body).not.toHaveTextContent('пульс 77'));
    expect(Object.keys(sessionStorage)).toEqual([]);
    expect(localStorage.getItem('mila-recent-person')).toBeNull();
  });
});

describe('a file chosen when the session ends', () => {
  it('is named after the login, to be chosen again', async () => {
    await open('/medcards/');
    await person.click((await screen.findAllByRole('button', { name: 'Добавить документ' }))[0]!);
    await screen.findByRole('button', { name: 'Выбрать файлы' });
    const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
    await person.upload(input, new File(['a'], 'кровь.pdf', { type: 'application/pdf' }));
    await reload('/medcards/');
    expect(await screen.findByText(/файл выберите ещё раз. кровь.pdf/)).toBeInTheDocument();
  });
});
