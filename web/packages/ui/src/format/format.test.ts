import { describe, expect, it } from 'vitest';
import { formatDay, formatTime, formatTimer, hourOf, isoDay, shiftDay, zoneLabel } from './dates';
import { formatMoney } from './money';
import { givenName, initials, shortName } from './names';

describe('money', () => {
  it('is written with spaces that do not break and without empty kopecks', () => {
    expect(formatMoney(150_000, 'ru')).toBe('1\u00a0500\u00a0₽');
    expect(formatMoney(150_050, 'ru')).toBe('1\u00a0500,50\u00a0₽');
    expect(formatMoney(150_000, 'en')).toBe('1,500\u00a0₽');
  });
});

describe('names', () => {
  it('are shortened the way people are spoken to and listed', () => {
    expect(givenName('Смирнова Анна Викторовна')).toBe('Анна Викторовна');
    expect(givenName('Ли')).toBe('Ли');
    expect(shortName('Смирнова Анна Викторовна')).toBe('Смирнова\u00a0А.\u00a0В.');
    expect(initials('Смирнова Анна Викторовна')).toBe('АС');
  });
});

describe('dates', () => {
  const moment = '2026-11-24T11:30:00Z';

  it('are written in the zone of the reader', () => {
    expect(formatDay(moment, 'ru', 'Europe/Moscow')).toBe('вт, 24 ноября');
    expect(formatTime(moment, 'ru', 'Europe/Moscow')).toBe('14:30');
    expect(formatTime(moment, 'ru', 'Asia/Vladivostok')).toBe('21:30');
    expect(hourOf(moment, 'Asia/Vladivostok')).toBe(21);
  });

  it('fall on the day of the zone', () => {
    expect(isoDay('2026-11-24T21:30:00Z', 'Europe/Moscow')).toBe('2026-11-25');
    expect(shiftDay('2026-12-31', 1)).toBe('2027-01-01');
  });

  it('name Russian zones from Moscow and others from Greenwich', () => {
    const at = new Date(moment);
    expect(zoneLabel('Europe/Moscow', at)).toEqual({ base: 'msk', offset: '' });
    expect(zoneLabel('Asia/Yekaterinburg', at)).toEqual({ base: 'msk', offset: '+2' });
    expect(zoneLabel('Europe/Kaliningrad', at)).toEqual({ base: 'msk', offset: '−1' });
    expect(zoneLabel('Asia/Kathmandu', at)).toEqual({ base: 'utc', offset: '+5:45' });
  });
});

describe('a timer', () => {
  it('counts to zero and not below', () => {
    expect(formatTimer(9 * 60_000 + 41_000)).toBe('9:41');
    expect(formatTimer(3_665_000)).toBe('1:01:05');
    expect(formatTimer(-1)).toBe('0:00');
  });
});
