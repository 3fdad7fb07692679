import { renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Notice } from '@mila/api';
import { chooseLanguage, startI18n, ZoneContext } from '@mila/ui';
import { useNoticeDetails, useNoticeTitle } from './notice-texts';

const notice = (kind: Notice['kind'], change: Partial<Notice> = {}): Notice => ({
  notice_id: 'notice-1',
  kind,
  booking_id: 'booking-1',
  document_id: null,
  created_at: '2026-11-24T10:00:00Z',
  read_at: null,
  params: {},
  patient_path: '/records/booking-1',
  doctor_path: '/visits/booking-1',
  starts_at: '2026-11-30T10:00:00Z',
  service_title: 'Консультация первичная',
  visit_type: 'online',
  clinic: null,
  ...change,
});

const inMoscow = ({ children }: PropsWithChildren) => (
  <ZoneContext value="Europe/Moscow">{children}</ZoneContext>
);

function read(said: Notice): [string, string[]] {
  const useWords = () => [useNoticeTitle(), useNoticeDetails()] as const;
  const [title, details] = renderHook(useWords, { wrapper: inMoscow }).result.current;
  return [title(said), details(said)];
}

const titleOf = (said: Notice) => read(said)[0];
const lastLineOf = (said: Notice) => read(said)[1].at(-1);

beforeAll(() => startI18n({}));
afterEach(() => chooseLanguage('ru'));

describe('a notice of a cancelled visit', () => {
  it.each([
    ['released', 'Записи нет: вы отказались от неё до оплаты'],
    ['visit_started', 'Записи нет: оплата пришла слишком поздно'],
    ['slot_taken', 'Записи нет: пока шла оплата, время заняли'],
    ['wrong_amount', 'Записи нет: сумма оплаты не совпала с ценой'],
    ['payment_returned', 'Приём отменён: банк вернул вам оплату'],
    ['doctor_no_show', 'Врач не пришёл на приём, вернём 100 %'],
    ['nobody_came', 'Приём не состоялся: никто не подключился'],
    ['other_visit', 'Приём отменён: в это время у вас другой приём'],
    ['patient_request', 'Запись отменена'],
    ['a reason of tomorrow', 'Запись отменена'],
    [undefined, 'Запись отменена'],
  ])('says why to the patient: %s', (reason, title) => {
    const said = notice('booking_cancelled', { params: { reason, amount_kopecks: 230_000 } });
    expect(titleOf(said)).toBe(title);
    expect(lastLineOf(said)).toBe('Возвращаем 2\u00a0300\u00a0₽');
  });

  it('promises only what is still to come', () => {
    const line = (params: Notice['params']) => lastLineOf(notice('booking_cancelled', { params }));
    const part = { amount_kopecks: 230_000, returned_kopecks: 50_000, owed_kopecks: 180_000 };
    expect(line(part)).toBe('Вернём ещё 1\u00a0800\u00a0₽ (500\u00a0₽ уже вернули)');
    const whole = { amount_kopecks: 230_000, returned_kopecks: 230_000, owed_kopecks: 0 };
    expect(line(whole)).toBe('Уже вернули 2\u00a0300\u00a0₽');
    expect(line({ amount_kopecks: 0 })).toBe('Консультация первичная');
  });

  it('says why to the doctor', () => {
    const title = (params: Notice['params']) => titleOf(notice('visit_cancelled', { params }));
    expect(title({ reason: 'doctor_no_show' })).toBe('Вы не пришли на приём, оплата возвращается пациенту');
    expect(title({ cancelled_by: 'clinic' })).toBe('Клиника отменила приём');
    expect(title({ cancelled_by: 'patient' })).toBe('Пациент отменил приём');
  });
});

describe('a notice of money', () => {
  const refunded = (params: Notice['params']) => read(notice('payment_refunded', { params }));

  it('says what came back and what is still owed (P1)', () => {
    const part = { amount_kopecks: 50_000, returned_kopecks: 50_000, owed_kopecks: 180_000 };
    const [title, details] = refunded(part);
    expect(title).toBe('Возвращена часть денег');
    expect(details.at(-1)).toBe('Вернули 500\u00a0₽ из 2\u00a0300\u00a0₽, остальное вернём');
  });

  it('says that all is back only when it is', () => {
    const whole = { amount_kopecks: 180_000, returned_kopecks: 230_000, owed_kopecks: 0 };
    const [title, details] = refunded(whole);
    expect(title).toBe('Деньги возвращены');
    expect(details.at(-1)).toBe('Вернули 2\u00a0300\u00a0₽');
    expect(refunded({ amount_kopecks: 30_000 })[1].at(-1)).toBe('Вернули 300\u00a0₽');
  });

  it('promises what the bank has not taken yet', () => {
    const [title, details] = read(notice('refund_failed', { params: { amount_kopecks: 230_000 } }));
    expect([title, details.at(-1)]).toEqual([
      'Возврат задерживается, мы продолжаем',
      'Вернём 2\u00a0300\u00a0₽',
    ]);
  });
});

describe('a notice of a visit', () => {
  const clinic = {
    title: 'Исеть',
    time_zone: 'Asia/Yekaterinburg',
    city: 'Екатеринбург',
    address: 'улица Горького, 40',
    phone: '+7 343 000-03-03',
  };

  it('in a clinic says the place and the clinic’s clock first', () => {
    const [, details] = read(notice('booking_confirmed', { visit_type: 'clinic', clinic }));
    expect(details).toEqual([
      'пн, 30 ноября, 15:00 (Екатеринбург, UTC+5)',
      'По вашему времени пн, 30 ноября, 13:00 (МСК)',
      'Екатеринбург, улица Горького, 40',
      '+7 343 000-03-03',
      'Консультация первичная',
    ]);
  });

  it('online speaks the reader’s clock', () => {
    const [, details] = read(notice('booking_confirmed'));
    expect(details).toEqual(['пн, 30 ноября, 13:00 (МСК)', 'Консультация первичная']);
  });

  it('says how it ended', () => {
    expect(read(notice('visit_completed'))).toEqual([
      'Приём завершён',
      ['пн, 30 ноября, 13:00 (МСК)', 'Консультация первичная', 'Заключение появится в «Медкарте»'],
    ]);
    expect(titleOf(notice('patient_no_show'))).toBe('Вы не пришли на приём');
    expect(titleOf(notice('visit_missed'))).toBe('Пациент не пришёл, приём закрыт');
  });

  it('speaks English too', async () => {
    await chooseLanguage('en');
    const late = notice('booking_cancelled', { params: { reason: 'slot_taken', amount_kopecks: 230_000 } });
    expect(read(late)).toEqual([
      'Not booked: the time was taken while you paid',
      ['Mon 30 Nov, 13:00 (MSK)', 'Консультация первичная', 'We return 2,300\u00a0₽'],
    ]);
  });
});
