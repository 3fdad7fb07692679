import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { gives, origin } from '@mila/app/testing';
import { open } from './open';
import { fakeServer } from './server';

const services = fakeServer();
const person = userEvent.setup();
const token = 'a'.repeat(43);

const medcard = {
  patient_name: 'Смирнова Анна Викторовна',
  expires_at: '2030-01-01T12:00:00Z',
  server_time: new Date().toISOString(),
  items: [
    {
      document_id: 'document-1',
      kind: 'conclusion',
      title: 'Протокол консультации',
      document_date: '2026-11-20',
      doctor_name: 'Орлова Екатерина Андреевна',
      clinic_title: 'Здравие',
      service_title: null,
      file: { name: 'Протокол.pdf', size: 1024, content_type: 'application/pdf', state: 'ready' },
    },
  ],
};

/** The service's word on a link that opens with 482915; answers every address asked. */
function locked() {
  const addresses: string[] = [];
  services.events.on('request:start', ({ request }) => void addresses.push(request.url));
  services.use(
    http.post(`${origin}/api/medcard/shared/openings`, async ({ request }) => {
      const { code } = (await request.json()) as { code?: string };
      if (code === '482915')
        return HttpResponse.json({ key: 'key-1', ends_at: medcard.expires_at }, { status: 201 });
      const refusal = code ? { code: 'share_code_wrong', attempts_left: 4 } : { code: 'share_code_required' };
      return HttpResponse.json({ ...refusal, status: 403 }, { status: 403 });
    }),
    gives('medcard/shared/documents', medcard),
  );
  return addresses;
}

describe('a medcard by link', () => {
  it('asks for the code, counts a wrong one, and shows names only after the right one (R156, R157)', async () => {
    const addresses = locked();
    await open(`/s/${token}`);
    const field = await screen.findByRole('textbox', { name: 'Код доступа' });
    expect(screen.queryByText(medcard.patient_name)).toBeNull();
    await person.type(field, '111111');
    await person.click(screen.getByRole('button', { name: 'Открыть' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Осталось 4 попытки');
    await person.clear(field);
    await person.type(field, '482915');
    await person.click(screen.getByRole('button', { name: 'Открыть' }));
    expect(await screen.findByText(medcard.patient_name)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Печать' })).toBeVisible();
    expect(addresses.filter((address) => address.includes(token))).toEqual([]);
    expect(addresses.filter((address) => address.includes('identity/session'))).toEqual([]);
  });

  it.each([
    ['share_unknown', 404, 'Ссылка не найдена'],
    ['share_expired', 410, 'Срок ссылки истёк'],
    ['share_withdrawn', 410, 'Ссылка закрыта'],
    ['share_locked', 403, 'Ссылка заблокирована'],
  ])('that does not open says why and nothing else: %s (R160)', async (code, status, title) => {
    services.use(
      http.post(`${origin}/api/medcard/shared/openings`, () =>
        HttpResponse.json({ code, status }, { status }),
      ),
    );
    await open(`/s/${token}`);
    expect(await screen.findByRole('heading', { name: title })).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});
