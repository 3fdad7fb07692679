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

const moscowOffset = 180;

/** The zones of Russia by the city people know them by, west to east. */
export const russianZones = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Samara',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Novosibirsk',
  'Asia/Krasnoyarsk',
  'Asia/Irkutsk',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Kamchatka',
] as const;

export type RussianZone = (typeof russianZones)[number];

const isRussian = (zone: string): boolean => (russianZones as readonly string[]).includes(zone);

/** Minutes east of Greenwich at that moment. */
export function zoneOffset(zone: string, at: Date): number {
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function signed(minutes: number): string {
  if (minutes === 0) return '';
  const size = Math.abs(minutes);
  const rest = size % 60 ? `:${String(size % 60).padStart(2, '0')}` : '';
  return `${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`;
}

/** «+5», «−3:30», nothing for Greenwich itself. */
export const utcOffset = (zone: string, at: Date): string => signed(zoneOffset(zone, at));

/** How a zone is called beside a time: Russians count from Moscow, everyone else from Greenwich. */
export function zoneLabel(zone: string, at: Date): { base: 'msk' | 'utc'; offset: string } {
  const offset = zoneOffset(zone, at);
  return isRussian(zone)
    ? { base: 'msk', offset: signed(offset - moscowOffset) }
    : { base: 'utc', offset: signed(offset) };
}

export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The moment a calendar day begins in a zone. */
export const startOfDay = (day: string, zone: string): Date => {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return new Date(midnight - zoneOffset(zone, new Date(midnight)) * 60_000);
};
