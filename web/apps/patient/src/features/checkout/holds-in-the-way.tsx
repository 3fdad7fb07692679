import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asOf, bookingQuery } from '@mila/api';
import { Dialog, DoctorLine, ProblemAlert, useServerNow, Waiting } from '@mila/ui';
import classes from './checkout.module.css';
import { HoldLine } from './own-holds';
import { useDrop } from './use-drop';

interface Props {
  /** As many as one may hold; otherwise one at the very time. */
  many: boolean;
  bookingIds: string[];
  /** The new time can be taken. */
  onFree: () => void;
  onClose: () => void;
}

/** One's own unpaid time is in the way of a new one: pay for it, or give it up and take the new one at once. */
export function HoldsInTheWay({ many, bookingIds, onFree, onClose }: Props) {
  const { t } = useTranslation('patient');
  return (
    <Dialog opened onClose={onClose} title={t(many ? 'hold.tooMany' : 'hold.inTheWay')}>
      <Stack gap="md">
        <Text>{t(many ? 'hold.tooManyHint' : 'hold.inTheWayHint')}</Text>
        {bookingIds.map((id) => (
          <HoldInTheWay key={id} bookingId={id} onFree={onFree} />
        ))}
      </Stack>
    </Dialog>
  );
}

function HoldInTheWay({ bookingId, onFree }: { bookingId: string; onFree: () => void }) {
  const { t } = useTranslation('patient');
  const now = useServerNow();
  const { data, error } = useQuery({ ...bookingQuery(bookingId), staleTime: 0 });
  const drop = useDrop(onFree);
  if (error && !data) return <ProblemAlert error={error} />;
  if (!data)
    return (
      <Waiting>
        <Skeleton height={120} />
      </Waiting>
    );
  if (asOf(data, now).status !== 'held')
    return (
      <Stack gap="sm" align="flex-start">
        <Text>{t('hold.gone')}</Text>
        <Button onClick={onFree}>{t('hold.takeNew')}</Button>
      </Stack>
    );
  return (
    <Stack gap="sm">
      <DoctorLine doctorId={data.doctor_id} />
      <HoldLine booking={data}>
        <Button
          variant="default"
          className={classes.wrapping}
          loading={drop.isPending}
          onClick={() => drop.mutate(bookingId)}
        >
          {t('hold.swap')}
        </Button>
      </HoldLine>
      <ProblemAlert error={drop.error} />
    </Stack>
  );
}
