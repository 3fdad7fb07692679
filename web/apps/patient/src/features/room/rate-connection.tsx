import { UnstyledButton } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { rateConnection, roomQuery } from '@mila/api';
import { ProblemAlert } from '@mila/ui';
import classes from './room.module.css';

const words = ['one', 'two', 'three', 'four', 'five'] as const;

/** One tap after the call, changeable; shown only where there was a call to speak of. */
export function RateConnection({ bookingId }: { bookingId: string }) {
  const { t } = useTranslation('room');
  const client = useQueryClient();
  const { data: room } = useQuery({ ...roomQuery(bookingId), staleTime: 0 });
  const rate = useMutation({
    mutationFn: (stars: number) => rateConnection(bookingId, stars),
    onSuccess: ({ stars }) =>
      client.setQueryData(roomQuery(bookingId).queryKey, (old) => old && { ...old, stars }),
  });
  if (!room?.call_started_at) return null;
  const given = rate.isPending ? rate.variables : (room.stars ?? 0);
  const said = words[given - 1];
  return (
    <section className={classes.rate} aria-label={t('end.rate')} data-testid="room-rate">
      <b>{t('end.rate')}</b>
      <div className={classes.stars} role="radiogroup" aria-label={t('end.rate')}>
        {words.map((word, index) => (
          <UnstyledButton
            key={word}
            role="radio"
            aria-checked={given === index + 1}
            aria-label={`${index + 1}: ${t(`end.stars.${word}`)}`}
            title={t(`end.stars.${word}`)}
            className={classes.star}
            data-lit={index < given}
            data-testid={`room-rate-${index + 1}`}
            onClick={() => rate.mutate(index + 1)}
          >
            {index < given ? (
              <IconStarFilled size={32} aria-hidden />
            ) : (
              <IconStar size={32} stroke={1.5} aria-hidden />
            )}
          </UnstyledButton>
        ))}
      </div>
      <span role="status">{said ? `${t(`end.stars.${said}`)}. ${t('end.rated')}` : t('end.rateHint')}</span>
      {rate.error && <ProblemAlert error={rate.error} />}
    </section>
  );
}
