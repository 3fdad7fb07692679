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
