import { QueryClient } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Conclusion } from '@mila/api';
import { MilaProvider, startI18n } from '@mila/ui';
import { doctorTexts } from '../../locales';
import { ConclusionForm } from './conclusion-form';

const services = setupServer();
beforeAll(() => services.listen({ onUnhandledRequest: 'error' }));
afterEach(() => services.resetHandlers());
afterAll(() => services.close());

const path = 'http://localhost:8080/api/medcard/visits/visit-1/conclusion';
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

async function write() {
  await startI18n({ doctor: doctorTexts });
  const client = new QueryClient();
  render(
    <MilaProvider client={client}>
      <ConclusionForm bookingId="visit-1" conclusion={empty} />
    </MilaProvider>,
  );
}

describe('the draft of a conclusion', () => {
  it('saves itself a moment after typing, on top of the version before', async () => {
    const saved: { complaints: string; version: number }[] = [];
    services.use(
      http.put(path, async ({ request }) => {
        const body = (await request.json()) as { complaints: string; version: number };
        saved.push(body);
        return HttpResponse.json({ ...body, version: body.version + 1 });
      }),
    );
    await write();
    const complaints = screen.getByLabelText('Жалобы');
    await userEvent.click(complaints);
    await userEvent.paste('Кашель');
    await waitFor(() => expect(saved).toHaveLength(1));
    await userEvent.paste(' ночью');
    await waitFor(() => expect(saved).toHaveLength(2));
    expect(saved.map(({ complaints: text, version }) => [text, version])).toEqual([
      ['Кашель', 0],
      ['Кашель ночью', 1],
    ]);
    expect(await screen.findByText('Черновик сохранён')).toBeVisible();
  });

  it('changed elsewhere is not overwritten', async () => {
    services.use(http.put(path, () => HttpResponse.json({ code: 'draft_changed' }, { status: 409 })));
    await write();
    await userEvent.type(screen.getByLabelText('Жалобы'), 'К');
    expect(await screen.findByRole('alert')).toHaveTextContent('в другом окне');
    expect(screen.getByRole('button', { name: 'Загрузить последнюю версию' })).toBeVisible();
  });
});
