import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { asProblem, hasCode } from '@mila/api';
import { ProblemAlert } from '@mila/ui';
import { OverlappingHolds } from './holds';

interface Props {
  error: unknown;
  /** Asks for the same time again. */
  again: () => void;
  forget: () => void;
}

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');

/** Why a time could not be taken, with the way on: what is in the way is one press from being settled. */
export function BookingProblem({ error, again, forget }: Props) {
  const { t } = useTranslation('patient');
  const { extra } = asProblem(error);
  const [bookingId] = texts(extra.booking_id);
  const holds = hasCode(error, 'own_hold') ? texts(extra.booking_id) : texts(extra.booking_ids);
  if (hasCode(error, 'own_hold', 'too_many_holds') && holds.length > 0)
    return (
      <OverlappingHolds
        many={hasCode(error, 'too_many_holds')}
        bookingIds={holds}
        onFree={again}
        onClose={forget}
      />
    );
  const toVisits = hasCode(error, 'own_hold', 'too_many_holds', 'too_many_visits', 'too_many_waits');
  const there = hasCode(error, 'already_booked_then') && bookingId;
  return (
    <ProblemAlert error={error}>
      {(toVisits || there) && (
        <Anchor
          component={Link}
          to={there ? `/records/${there}` : '/records'}
          display="block"
          mt="xs"
          fw={600}
          underline="always"
        >
          {t(there ? 'hold.thatVisit' : 'hold.toVisits')}
        </Anchor>
      )}
    </ProblemAlert>
  );
}
