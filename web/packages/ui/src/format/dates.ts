import { serverNow } from '@mila/api';

type Moment = string | Date;

const asDate = (moment: Moment): Date => (typeof moment === 'string' ? new Date(moment) : moment);
const locale = (language: string): string => (language === 'en' ? 'en-GB' : 'ru-RU');

function format(moment: Moment, language: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(language), options).format(asDate(moment));
}

/** «вт, 24 ноября», “Tue 24 Nov” */
export const formatDay = (moment: Moment, language: string, timeZone: string): string =>
  format(moment, language, {
    weekday: 'short',
    day: 'numeric',
    month: language === 'en' ? 'short' : 'long',
    timeZone,
  });

/** «24 ноября 2026 г.» */
export const formatDate = (moment: Moment, language: string, timeZone: string): string =>
  format(moment, language, { day: 'numeric', month: 'long', year: 'numeric', timeZone });

/** «14:30» */
export const formatTime = (moment: Moment, language: string, timeZone: string): string =>
  format(moment, language, { hour: '2-digit', minute: '2-digit', timeZone });

/** «2026-11-24»: the calendar day of a moment in a zone, as the API writes it. */
export const isoDay = (moment: Moment, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(
    asDate(moment),
  );

/** The day `days` later; both are calendar days without a zone. */
export function shiftDay(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The year now, for lengths of service. */
export const serverYear = (): number => new Date(serverNow()).getUTCFullYear();

/** The hour of the day in a zone, 0–23. */
export const hourOf = (moment: Moment, timeZone: string): number =>
  Number(
    new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(asDate(moment)),
  );

/** «9:41», «1:05:00»: what a timer shows; never below zero. */
export function formatTimer(milliseconds: number): string {
  const total = Math.max(0, Math.ceil(milliseconds / 1000));
  const pad = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return hours ? `${hours}:${pad(minutes)}:${pad(seconds)}` : `${minutes}:${pad(seconds)}`;
}
