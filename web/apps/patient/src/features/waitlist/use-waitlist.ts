import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { joinWaitlist, keys, leaveWaitlist, type WaitlistEntry, waitlistQuery } from '@mila/api';
import { useFormat } from '@mila/ui';

/** What the person waits for, and how to begin and to end it. */
export function useWaitlist() {
  const cache = useQueryClient();
  const renew = () => cache.invalidateQueries({ queryKey: keys.waitlist });
  const list = useQuery(waitlistQuery);
  const join = useMutation({ mutationFn: joinWaitlist, onSuccess: renew });
  const leave = useMutation({
    mutationFn: leaveWaitlist,
    // Already gone is what was wanted; a time that was offered is free again for others.
    onSettled: () => Promise.all([renew(), cache.invalidateQueries({ queryKey: keys.slots })]),
  });
  return { entries: list.data?.items ?? [], join, leave };
}

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
