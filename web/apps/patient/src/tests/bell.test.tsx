import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Notice } from '@mila/api';
import { gives, origin } from '@mila/app/testing';
import { open } from './open';
import { fakeServer } from './server';

const server = fakeServer();

const notice = (change: Partial<Notice>): Notice => ({
  notice_id: change.kind ?? 'notice',
  kind: 'booking_confirmed',
  booking_id: 'booking-1',
  document_id: null,
  created_at: new Date().toISOString(),
  read_at: null,
  params: {},
  patient_path: '/records/booking-1',
  doctor_path: '/visits/booking-1',
  starts_at: '2026-11-24T11:30:00Z',
  service_title: 'Консультация первичная',
  ...change,
});

const list = (...items: Notice[]) => ({ items, next_cursor: null, unread_count: items.length });

/** The browser's end of the stream, given to the test. */
class Source extends EventTarget {
  static opened: Source[] = [];
  closed = false;
  constructor(readonly url: string) {
    super();
    Source.opened.push(this);
  }
  close() {
    this.closed = true;
  }
}

/** Nothing is laid out in a test. */
class IgnoredObserver {
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
}

beforeEach(() => {
  Source.opened = [];
  vi.stubGlobal('EventSource', Source);
  vi.stubGlobal('ResizeObserver', IgnoredObserver);
});
afterEach(() => vi.unstubAllGlobals());

describe('the bell (R175)', () => {
  it('looks again when the stream rings, and says aloud what came', async () => {
    await open('/records');
    expect(await screen.findByRole('button', { name: 'Уведомления, непрочитанных нет' })).toBeVisible();
    await vi.waitFor(() => expect(Source.opened).toHaveLength(1));
    expect(Source.opened[0]?.url).toBe('/api/notify/notices/stream');
    server.use(gives('notify/notices', list(notice({}))));
    act(() => void Source.opened[0]?.dispatchEvent(new Event('ring')));
    expect(await screen.findByRole('button', { name: 'Уведомления, 1 непрочитанное' })).toBeVisible();
    expect(screen.getByText('Новое уведомление: Запись подтверждена')).toBeInTheDocument();
  });

  it('opens the stream again when the server ends it', async () => {
    await open('/records');
    await vi.waitFor(() => expect(Source.opened).toHaveLength(1));
    act(() => void Source.opened[0]?.dispatchEvent(new Event('again')));
    expect(Source.opened[0]?.closed).toBe(true);
    await vi.waitFor(() => expect(Source.opened).toHaveLength(2), 3000);
  });

  it('leads from each notice to what it is about, and counts what was read', async () => {
    const read: string[] = [];
    const notices = [
      notice({
        kind: 'slot_offered',
        patient_path: '/booking/booking-1',
        params: { hold_expires_at: '2026-11-24T10:00:00Z' },
      }),
      notice({ kind: 'doctor_calling', patient_path: '/records/booking-1/room' }),
      notice({ kind: 'conclusion_ready', patient_path: '/medcards/document-1' }),
      notice({
        kind: 'share_opened',
        patient_path: '/medcards/shares',
        starts_at: null,
        service_title: null,
      }),
      notice({ kind: 'booking_confirmed', created_at: '2020-01-01T10:00:00Z' }),
    ];
    server.use(
      gives('notify/notices', list(...notices)),
      http.post(`${origin}/api/notify/notices/:id/reading`, ({ params }) => {
        read.push(String(params.id));
        return new HttpResponse(null, { status: 204 });
      }),
    );
    await open('/records');
    await userEvent.click(await screen.findByRole('button', { name: /^Уведомления, 5/ }));
    // Nothing is laid out here, so the floating list never leaves its place of waiting.
    const today = await screen.findByRole('region', { name: 'сегодня', hidden: true });
    const links = within(today).getAllByRole('link', { hidden: true });
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '/booking/booking-1',
      '/records/booking-1/room',
      '/medcards/document-1',
      '/medcards/shares',
    ]);
    expect(links[0]).toHaveTextContent('Держим за вами до 13:00');
    expect(links[0]).toHaveTextContent('вт, 24 ноября, 14:30 (МСК)');
    expect(screen.getByRole('region', { name: 'ср, 1 января', hidden: true })).toBeInTheDocument();
    await userEvent.click(links[3]!);
    await vi.waitFor(() => expect(read).toEqual(['share_opened']));
  });
});
