import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { gives, origin } from '@mila/app/testing';
import { open, reload } from './open';
import { booking, fakeServer, slots } from './server';

const services = fakeServer();

const preparation = {
  questions: '',
  questions_hidden: false,
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
const confirmed = (change: Parameters<typeof booking>[0] = {}) =>
  booking({ status: 'confirmed', hold_expires_at: null, ...change });

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

const order = (change: object) => ({
  booking_id: 'booking-1',
  state: 'refunding',
  amount_kopecks: 230_000,
  refunded_kopecks: 0,
  owed_kopecks: 0,
  refund_delayed: false,
  refunded_at: null,
  server_time: new Date().toISOString(),
  ...change,
});

const cancelled = (change: object = {}) =>
  confirmed({
    status: 'cancelled',
    cancelled_by: 'patient',
    cancel_reason: 'patient_request',
    cancelled_at: new Date().toISOString(),
    price_kopecks: 230_000,
    refund_kopecks: 230_000,
    ...change,
  });

describe('the money of a cancelled visit', () => {
  const shows = async (visit: object, money: object) => {
    services.use(
      gives('booking/bookings/:id', visit),
      gives('payment/orders/:id', order(money)),
      gives('payment/orders/:id/receipts', { items: [] }),
    );
    await open('/records/booking-1');
  };

  it('is counted as it came back: a part is not the whole (R090)', async () => {
    await shows(cancelled(), { refunded_kopecks: 50_000, owed_kopecks: 180_000 });
    expect(
      await screen.findByText(/Вернули 500\s₽ из 2\s300\s₽, остальное вернём автоматически/),
    ).toBeVisible();
  });

  it('is still owed when a part came back before the cancellation was known to payment', async () => {
    await shows(cancelled(), { state: 'paid', refunded_kopecks: 30_000, owed_kopecks: 0 });
    expect(await screen.findByText(/Вернули 300\s₽ из 2\s300\s₽/)).toBeVisible();
  });

  it('is called returned once all of it is', async () => {
    await shows(cancelled(), { state: 'refunded', refunded_kopecks: 230_000 });
    expect(await screen.findByText(/Вернули 2\s300\s₽ на вашу карту/)).toBeVisible();
  });

  it('that is late is said to be late', async () => {
    await shows(cancelled(), { owed_kopecks: 230_000, refund_delayed: true });
    expect(await screen.findByText(/Возврат 2\s300\s₽ задерживается/)).toBeVisible();
  });

  it('that does not come back is not promised (R091)', async () => {
    const late = { refund_kopecks: 0, refund_deadline_at: new Date(Date.now() - 3_600_000).toISOString() };
    await shows(cancelled(late), { state: 'paid' });
    expect(await screen.findByText(/Возврата нет/)).toBeVisible();
  });
});

describe('the questions to the doctor', () => {
  it('written after Gosuslugi are not offered again to a password session, which reads where they are', async () => {
    services.use(
      gives('booking/bookings/:id', confirmed({ visit_type: 'clinic' })),
      gives('medcard/visits/:id/preparation', { ...preparation, version: 1, questions_hidden: true }),
    );
    await open('/records/booking-1');
    expect(await screen.findByText(/Вопросы к врачу уже записаны/)).toBeVisible();
    expect(screen.queryByLabelText(/О чём хотите спросить врача/)).toBeNull();
    const login = screen.getByRole('link', { name: 'Войти через Госуслуги' });
    expect(login.getAttribute('href')).toContain(encodeURIComponent('/records/booking-1'));
  });
});

describe('the documents for the doctor', () => {
  it('ticked before a reload are ticked after it, in the same open dialog', async () => {
    const document = { document_id: 'ecg', title: 'ЭКГ', document_date: '2030-01-02', kind: 'upload' };
    services.use(
      gives('booking/bookings/:id', confirmed()),
      gives('medcard/visits/:id/preparation', preparation),
      gives('medcard/documents', { items: [document], next_cursor: null, restricted: null }),
    );
    await open('/records/booking-1');
    await userEvent.click(await screen.findByRole('button', { name: 'Выбрать из медкарты' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: /ЭКГ/ }));
    await reload('/records/booking-1');
    const dialog = await screen.findByRole('dialog', { name: 'Что показать врачу' });
    expect(await within(dialog).findByRole('checkbox', { name: /ЭКГ/ })).toBeChecked();
  });
});

describe('a visit of whose price a part came back by hand', () => {
  const ours = confirmed({ price_kopecks: 230_000, returned_kopecks: 50_000 });
  const preview = (refund_kopecks: number, returned_kopecks: number, allowed = true) => ({
    allowed,
    refund_kopecks,
    returned_kopecks,
    refund_deadline_at: booking().refund_deadline_at,
    server_time: new Date().toISOString(),
  });
  const asks = async (...previews: object[]) => {
    const expected: unknown[] = [];
    let asked = 0;
    services.use(
      gives('booking/bookings/:id', ours),
      http.get(`${origin}/api/booking/bookings/:id/cancellation`, () =>
        HttpResponse.json(previews[Math.min(asked++, previews.length - 1)]),
      ),
      http.post(`${origin}/api/booking/bookings/:id/cancellation`, async ({ request }) => {
        expected.push(await request.json());
        return expected.length < previews.length
          ? HttpResponse.json({ code: 'refund_changed', status: 409 }, { status: 409 })
          : HttpResponse.json(cancelled({ returned_kopecks: 50_000 }));
      }),
      gives('medcard/visits/:id/preparation', preparation),
      gives('payment/orders/:id', order({ state: 'paid', refunded_kopecks: 50_000 })),
      gives('payment/orders/:id/receipts', { items: [] }),
    );
    await open('/records/booking-1');
    await userEvent.click(await screen.findByRole('button', { name: 'Отменить запись' }));
    return { expected, dialog: within(await screen.findByRole('dialog')) };
  };

  it('says what came back, and the cancellation what would still come', async () => {
    const { dialog } = await asks(preview(180_000, 50_000));
    await waitFor(() =>
      expect(dialog.getByText(/^Вернётся ещё 1\s800\s₽ \(500\s₽ уже вернули\)$/)).toBeVisible(),
    );
    expect(dialog.queryByText(/%/)).toBeNull();
    expect(screen.getByText(/^Вернули 500\s₽ на вашу карту$/)).toBeInTheDocument();
  });

  it('cancelled late keeps the rest, and says so', async () => {
    const { dialog } = await asks(preview(0, 50_000));
    await waitFor(() =>
      expect(dialog.getByText(/^Остальное не возвращается, 500\s₽ уже вернули$/)).toBeVisible(),
    );
    expect(dialog.getByText(/До приёма меньше двух часов/)).toBeVisible();
  });

  it('shows the new sum when a part comes back before the press, and cancels for that one', async () => {
    const { dialog, expected } = await asks(preview(230_000, 0), preview(180_000, 50_000));
    await dialog.findByText(/Вернётся 100 %: 2\s300\s₽/);
    const yes = dialog.getByRole('button', { name: 'Отменить запись' });
    await userEvent.click(yes);
    await waitFor(() => expect(dialog.getByText(/сумма возврата изменилась/)).toBeVisible());
    expect(dialog.queryByText(/до приёма осталось меньше двух часов/)).toBeNull();
    await waitFor(() => expect(dialog.getByText(/Вернётся ещё 1\s800\s₽/)).toBeVisible());
    await userEvent.click(yes);
    expect(
      await screen.findByText(/Вернули 500\s₽ из 2\s300\s₽, остальное вернём автоматически/),
    ).toBeVisible();
    expect(expected).toEqual([{ expected_refund_kopecks: 230_000 }, { expected_refund_kopecks: 180_000 }]);
  });

  it('that can no longer be cancelled promises and denies nothing', async () => {
    const { dialog } = await asks(preview(0, 230_000, false));
    await waitFor(() => expect(dialog.getByRole('button', { name: 'Отменить запись' })).toBeDisabled());
    await waitFor(() => expect(document.querySelector('.mantine-Skeleton-root')).toBeNull());
    expect(dialog.queryByText(/возвраща/)).toBeNull();
  });

  it('is counted before payment answers', async () => {
    services.use(
      gives('booking/bookings/:id', cancelled({ returned_kopecks: 50_000 })),
      http.get(`${origin}/api/payment/orders/:id`, () => new Promise<never>(() => undefined)),
      gives('payment/orders/:id/receipts', { items: [] }),
    );
    await open('/records/booking-1');
    expect(await screen.findByText(/Вернули 500\s₽ из 2\s300\s₽, остальное вернём/)).toBeVisible();
  });

  it('and that its patient missed says both', async () => {
    const missed = { ...ours, status: 'completed', outcome: 'patient_no_show' };
    services.use(gives('booking/bookings/:id', missed), gives('payment/orders/:id/receipts', { items: [] }));
    await open('/records/booking-1');
    expect(await screen.findByText(/предоплата не возвращается/)).toBeVisible();
    expect(screen.getByText(/^Вернули 500\s₽ на вашу карту$/)).toBeVisible();
  });
});

describe('how a visit ended', () => {
  it.each([
    ['released', 'Записи нет: вы отказались от неё до оплаты'],
    ['visit_started', 'Записи нет: оплата пришла слишком поздно'],
    ['slot_taken', 'Записи нет: пока шла оплата, время заняли'],
    ['wrong_amount', 'Записи нет: сумма оплаты не совпала с ценой'],
    ['payment_returned', 'Приём отменён: банк вернул вам оплату'],
    ['doctor_no_show', 'Врач не пришёл на приём, вернём 100 %'],
    ['nobody_came', 'Приём не состоялся: никто не подключился'],
    ['not_ended', 'Приём отменён: нет подтверждения, что он состоялся'],
    ['patient_request', 'Вы отменили запись'],
  ])('%s has its words', async (cancel_reason, words) => {
    const by = cancel_reason === 'patient_request' ? 'patient' : 'system';
    services.use(
      gives('booking/bookings/:id', cancelled({ cancel_reason, cancelled_by: by, prepaid: false })),
      gives('payment/orders/:id/receipts', { items: [] }),
    );
    await open('/records/booking-1');
    expect(await screen.findByText(words)).toBeVisible();
  });

  it('a patient who did not come reads it, the rule, and where to turn', async () => {
    const missed = confirmed({
      status: 'completed',
      outcome: 'patient_no_show',
      clinic_phone: '+7 495 111-22-33',
    });
    services.use(gives('booking/bookings/:id', missed), gives('payment/orders/:id/receipts', { items: [] }));
    await open('/records/booking-1');
    expect(await screen.findByText('Вы не пришли на приём')).toBeVisible();
    expect(screen.getByText(/предоплата не возвращается/)).toBeVisible();
    expect(screen.getByRole('link', { name: '+7 495 111-22-33' })).toBeVisible();
    expect(screen.getByText('Неявка')).toBeVisible();
    expect(screen.queryByText(/Заключение появится/)).toBeNull();
  });

  it.each([
    ['released', /Вы отказались от этой записи до оплаты/],
    ['declined', /Вы отказались от предложенного времени/],
    ['expired', /не оплачена вовремя/],
  ] as const)('a hold that was %s is shown as such', async (status, words) => {
    services.use(
      gives('booking/bookings/:id', confirmed({ status })),
      gives('payment/orders/:id/receipts', { items: [] }),
    );
    await open('/records/booking-1');
    expect(await screen.findByText(words)).toBeVisible();
  });

  it('after cancelling the words are in front of the reader, with the state of the money (R093)', async () => {
    services.use(
      gives('booking/bookings/:id', confirmed({ price_kopecks: 230_000 })),
      gives('booking/bookings/:id/cancellation', {
        allowed: true,
        refund_kopecks: 230_000,
        returned_kopecks: 0,
        refund_deadline_at: booking().refund_deadline_at,
        server_time: new Date().toISOString(),
      }),
      http.post(`${origin}/api/booking/bookings/:id/cancellation`, () => HttpResponse.json(cancelled())),
      gives('medcard/visits/:id/preparation', preparation),
      gives('payment/orders/:id', order({ owed_kopecks: 230_000 })),
      gives('payment/orders/:id/receipts', { items: [] }),
    );
    await open('/records/booking-1');
    await userEvent.click(await screen.findByRole('button', { name: 'Отменить запись' }));
    const dialog = await screen.findByRole('dialog');
    const yes = within(dialog).getByRole('button', { name: 'Отменить запись' });
    await within(dialog).findByText(/Вернётся 100 %/);
    await userEvent.click(yes);
    const words = await screen.findByText('Вы отменили запись');
    expect(document.activeElement?.contains(words)).toBe(true);
    expect(await screen.findByText(/Возвращаем 2\s300\s₽/)).toBeVisible();
  });

  it('a visit to the clinic names its place wherever it is changed (R105)', async () => {
    const there = confirmed({
      visit_type: 'clinic',
      prepaid: false,
      time_zone: 'Asia/Yekaterinburg',
      clinic_city: 'Екатеринбург',
      clinic_address: 'ул. Малышева, 51',
    });
    services.use(
      gives('booking/bookings/:id', there),
      gives('booking/bookings/:id/cancellation', {
        allowed: true,
        refund_kopecks: 0,
        returned_kopecks: 0,
        refund_deadline_at: booking().refund_deadline_at,
        server_time: new Date().toISOString(),
      }),
      gives('medcard/visits/:id/preparation', preparation),
      gives('payment/orders/:id/receipts', { items: [] }),
    );
    await open('/records/booking-1');
    expect(await screen.findByText(/11:00 \(Екатеринбург, UTC\+5\)/)).toBeVisible();
    expect(screen.getByText(/Екатеринбург, ул. Малышева, 51/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Отменить запись' }));
    const dialog = await screen.findByRole('dialog');
    await waitFor(() => expect(within(dialog).getByText(/11:00 \(Екатеринбург, UTC\+5\)/)).toBeVisible());
    expect(within(dialog).getByText(/ул. Малышева, 51/)).toBeVisible();
  });
});

describe('a move to a time at which one holds another unpaid time', () => {
  const before = booking({ booking_id: 'booking-0' });
  const stay = async () => {
    const calls: string[] = [];
    services.use(
      http.get(`${origin}/api/booking/bookings/:id`, ({ params }) =>
        HttpResponse.json(params.id === 'booking-0' ? before : confirmed()),
      ),
      http.post(`${origin}/api/booking/bookings/booking-1/rescheduling`, () => {
        calls.push('move');
        return calls.includes('drop')
          ? HttpResponse.json(confirmed({ starts_at: slots[1]!.starts_at }))
          : HttpResponse.json({ code: 'own_hold', status: 409, booking_id: 'booking-0' }, { status: 409 });
      }),
      http.post(`${origin}/api/booking/bookings/booking-0/cancellation`, () => {
        calls.push('drop');
        return HttpResponse.json({ ...before, status: 'released' });
      }),
      gives('medcard/visits/:id/preparation', preparation),
      gives('payment/orders/:id/receipts', { items: [] }),
    );
    await open('/records/booking-1');
    await userEvent.click(await screen.findByRole('button', { name: 'Перенести запись' }));
    await userEvent.click(await screen.findByRole('button', { name: '14:00' }));
    await userEvent.click(screen.getByRole('button', { name: 'Перенести' }));
    return { calls, dialog: await screen.findByRole('dialog', { name: /уже есть неоплаченная запись/ }) };
  };

  it('offers to pay for the held one', async () => {
    const { dialog } = await stay();
    const pay = await within(dialog).findByRole('link', { name: 'Оплатить' });
    expect(pay).toHaveAttribute('href', '/booking/booking-0');
  });

  it('lets the held one go and moves in one step', async () => {
    const { calls, dialog } = await stay();
    await userEvent.click(
      await within(dialog).findByRole('button', { name: 'Отказаться и взять новое время' }),
    );
    expect(await screen.findByText(/Запись перенесена/)).toBeVisible();
    await waitFor(() => expect(calls).toEqual(['move', 'drop', 'move']));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});
