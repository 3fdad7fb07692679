import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '@mila/api';
import {
  browserZone,
  formatDate,
  formatDay,
  formatTime,
  isoDay,
  shiftDay,
  utcOffset,
  zoneLabel,
} from './dates';
import { formatMoney } from './money';

/** The zone the reader lives in: the profile's, else the device's. */
export const ZoneContext = createContext<string | null>(null);

/** Everything a page writes in words and figures, in the reader's language and zone. */
export function useFormat() {
  const { t, i18n } = useTranslation('common');
  const own = useContext(ZoneContext);
  const language = i18n.language;
  return useMemo(() => {
    const zone = own ?? browserZone();
    const zoneName = (moment: string, inZone = zone) => {
      const { base, offset } = zoneLabel(inZone, new Date(moment));
      return t(`zone.${base}`, { offset });
    };
    const day = (moment: string, inZone = zone) => formatDay(moment, language, inZone);
    const time = (moment: string, inZone = zone) => formatTime(moment, language, inZone);
    const nearDay = (moment: string, inZone = zone) => {
      const today = isoDay(new Date(serverNow()), inZone);
      const wanted = isoDay(moment, inZone);
      if (wanted === today) return t('today');
      return wanted === shiftDay(today, 1) ? t('tomorrow') : day(moment, inZone);
    };
    const minutes = (count: number) => t('duration.minutes', { count });
    return {
      zone,
      zoneName,
      day,
      time,
      nearDay,
      minutes,
      date: (moment: string) => formatDate(moment, language, zone),
      /** A calendar day without a zone, such as a date of birth. */
      calendarDate: (day: string) => formatDate(`${day}T12:00:00Z`, language, 'UTC'),
      /** «вт, 24 ноября, 14:30 (МСК)» */
      dateTime: (moment: string, inZone = zone) =>
        `${day(moment, inZone)}, ${time(moment, inZone)} (${zoneName(moment, inZone)})`,
      /** «пн, 30 ноября, 15:00 (Екатеринбург, UTC+5)»: by the clock of a clinic, in whatever zone one reads it. */
      clinicTime: (moment: string, { time_zone, city }: { time_zone: string; city?: string | null }) => {
        const offset = t('zone.utc', { offset: utcOffset(time_zone, new Date(moment)) });
        const named = city ? `${city}, ${offset}` : zoneName(moment, time_zone);
        return `${day(moment, time_zone)}, ${time(moment, time_zone)} (${named})`;
      },
      money: (kopecks: number) => formatMoney(kopecks, language),
      /** «2 дня 3 часа», «40 минут»: the two largest units. */
      span: (milliseconds: number) => {
        const total = Math.max(1, Math.round(milliseconds / 60_000));
        const [days, hours, rest] = [Math.floor(total / 1440), Math.floor(total / 60) % 24, total % 60];
        const words = [
          days && t('duration.days', { count: days }),
          hours && t('duration.hours', { count: hours }),
          !days && rest && minutes(rest),
        ];
        return words.filter(Boolean).join(' ');
      },
    };
  }, [own, language, t]);
}

export type Format = ReturnType<typeof useFormat>;
