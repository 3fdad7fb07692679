import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { gives } from '@mila/app/testing';
import { open } from './open';
import { fakeServer } from './server';

const services = fakeServer();

const conclusion = {
  document_id: 'document-1',
  kind: 'conclusion',
  title: 'Протокол консультации',
  document_date: '2026-11-20',
  document_type_title: 'Протокол консультации (CDA) Редакция 4',
  doctor_name: 'Орлова Екатерина Андреевна',
  clinic_title: 'Здравие',
  service_title: 'Приём невролога',
  diagnosis_code: 'G43.0',
  diagnosis_title: 'Мигрень без ауры',
  issued_at: '2026-11-20T10:00:00Z',
  created_at: '2026-11-20T10:00:00Z',
  access: 'forbidden',
  text: null,
  file: { name: 'Протокол.pdf', size: 1024, content_type: 'application/pdf', state: 'ready' },
};

describe('a document card', () => {
  it('names the type of a conclusion as what its file is (R153)', async () => {
    services.use(
      gives('medcard/documents/document-1', conclusion),
      gives('medcard/documents/document-1/readings', { items: [], next_cursor: null }),
      gives('medcard/shares', { items: [], next_cursor: null }),
    );
    await open('/medcards/document-1');
    const parameters = (await screen.findByRole('heading', { name: 'Параметры документа' })).closest(
      'section',
    )!;
    expect(within(parameters).getByText('Протокол консультации, файл PDF')).toBeVisible();
    expect(screen.queryByText(/CDA/)).toBeNull();
  });
});
