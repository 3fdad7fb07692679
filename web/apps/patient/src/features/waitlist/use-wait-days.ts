import { useTranslation } from 'react-i18next';
import type { WaitlistEntry } from '@mila/api';
import { useFormat } from '@mila/ui';

/** The days somebody waits for, in words. */
export function useWaitDays() {
  const { t } = useTranslation('patient');
  const { calendarDate } = useFormat();
  return ({ from_day: from, until_day: until }: Pick<WaitlistEntry, 'from_day' | 'until_day'>): string => {
    if (from && until) return t('wait.between', { from: calendarDate(from), until: calendarDate(until) });
    if (from) return t('wait.after', { from: calendarDate(from) });
    return until ? t('wait.before', { until: calendarDate(until) }) : t('wait.anyDay');
  };
}
