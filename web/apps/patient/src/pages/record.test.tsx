import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { open } from '../testing/open';
import { booking, gives, world } from '../testing/world';

const services = world();

const preparation = {
  questions: '',
  documents: [],
  version: 0,
  editable: true,
  closes_at: booking().ends_at,
};
const receipt = {
  receipt_id: 'receipt-1',
  kind: 'payment',
  state: 'delivered',
  amount_kopecks: 150_000,
  document_number: '17',
  drive_number: null,
  document_sign: null,
  issued_at: null,
  url: 'https://ofd.example/17',
};
const confirmed = (change: object = {}) =>
  booking({ status: 'confirmed', hold_expires_at: null, ...change } as never);

describe('record of a visit', () => {
  it('says why it can no longer be moved, and can still be cancelled (R094)', async () => {
    const starts = new Date(Date.now() + 3_600_000).toISOString();
    const late = { starts_at: starts, refund_deadline_at: new Date(Date.now() - 3_600_000).toISOString() };
    services.use(
      gives('booking/bookings/:id', confirmed(late)),
      gives('medcard/visits/:id/preparation', preparation),
      gives('payment/orders/:id/receipts', { items: [] }),
    );
    await open('/records/booking-1');
    expect(await screen.findByText(/перенести запись уже нельзя/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Перенести запись' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Отменить запись' })).toBeVisible();
  });

  it('shows the receipt with its number and its page (R105)', async () => {
    services.use(
      gives('booking/bookings/:id', confirmed()),
      gives('medcard/visits/:id/preparation', preparation),
      gives('payment/orders/:id/receipts', { items: [receipt] }),
    );
    await open('/records/booking-1');
    expect(await screen.findByText(/Чек об оплате: 1\s500\s₽/)).toBeVisible();
    expect(screen.getByText(/Готов, № 17/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Открыть чек' })).toHaveAttribute(
      'href',
      'https://ofd.example/17',
    );
  });

  it('a finished one connects nowhere and prepares nothing (R109)', async () => {
    services.use(
      gives('booking/bookings/:id', confirmed({ status: 'completed' })),
      gives('payment/orders/:id/receipts', { items: [] }),
    );
    await open('/records/booking-1');
    expect(await screen.findByText(/Приём завершён/)).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Подключиться' })).toBeNull();
    expect(screen.queryByText('Подготовка к приёму')).toBeNull();
  });
});
