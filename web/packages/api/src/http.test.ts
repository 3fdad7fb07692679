import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createBooking } from './booking';
import { answer, identity, setBackground } from './http';
import { ApiProblem } from './problem';
import { serverNow } from './server-clock';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const order = { offering_id: 'o', starts_at: '2026-11-24T10:00:00Z' };

describe('a request', () => {
  it('goes to the same origin with its idempotency key and learns the time of the server', async () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    let key: string | null = null;
    server.use(
      http.post('http://localhost:8080/api/booking/bookings', ({ request }) => {
        key = request.headers.get('Idempotency-Key');
        return HttpResponse.json({ booking_id: 'b', server_time: inAnHour }, { status: 201 });
      }),
    );
    expect(await createBooking(order, 'key-1')).toMatchObject({ booking_id: 'b' });
    expect(key).toBe('key-1');
    expect(serverNow() - Date.now()).toBeGreaterThan(3_500_000);
  });

  it('that is refused throws the refusal', async () => {
    server.use(
      http.post('*/api/booking/bookings', () =>
        HttpResponse.json({ code: 'slot_taken', status: 409 }, { status: 409 }),
      ),
    );
    await expect(createBooking(order, 'k')).rejects.toMatchObject({ code: 'slot_taken', status: 409 });
  });

  it('that cannot leave is «offline»', async () => {
    server.use(http.post('*/api/booking/bookings', () => HttpResponse.error()));
    const refusal = await createBooking(order, 'k').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ApiProblem);
    expect(refusal).toMatchObject({ code: 'offline' });
  });
});

describe('what is read while nobody is at the page', () => {
  const asked = async (): Promise<string | null> => {
    let header: string | null = null;
    server.use(
      http.get('*/api/identity/session', ({ request }) => {
        header = request.headers.get('X-Background');
        return HttpResponse.json({ authenticated: false });
      }),
    );
    await answer(identity.GET('/api/identity/session'));
    return header;
  };
  afterEach(() => setBackground());

  it('says so, and only then', async () => {
    expect(await asked()).toBeNull();
    setBackground(() => true);
    expect(await asked()).toBe('1');
    setBackground(() => false);
    expect(await asked()).toBeNull();
  });

  it('leaves what is done alone', async () => {
    setBackground(() => true);
    let header: string | null = 'unset';
    server.use(
      http.post('*/api/booking/bookings', ({ request }) => {
        header = request.headers.get('X-Background');
        return HttpResponse.json({ booking_id: 'b' }, { status: 201 });
      }),
    );
    await createBooking(order, 'key-2');
    expect(header).toBeNull();
  });
});
