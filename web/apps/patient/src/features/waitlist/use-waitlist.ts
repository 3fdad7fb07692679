import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { joinWaitlist, keys, leaveWaitlist, waitlistQuery } from '@mila/api';

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
