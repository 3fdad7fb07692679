import { IconCheck, IconCircleCheck, IconClock, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { StateBadge } from './state-badge';

const looks = {
  held: { color: 'ember', icon: IconClock },
  confirmed: { color: 'teal', icon: IconCheck },
  cancelled: { color: 'gray', icon: IconX },
  expired: { color: 'gray', icon: IconX },
  released: { color: 'gray', icon: IconX },
  declined: { color: 'gray', icon: IconX },
  completed: { color: 'gray', icon: IconCircleCheck },
} as const;

/** The state of a booking. */
export function StatusBadge({ status }: { status: Booking['status'] }) {
  const { t } = useTranslation('common');
  return <StateBadge {...looks[status]}>{t(`status.${status}`)}</StateBadge>;
}
