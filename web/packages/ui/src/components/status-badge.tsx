import { Badge, type MantineColor } from '@mantine/core';
import {
  IconCheck,
  IconCircleCheck,
  IconClock,
  IconUserOff,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';

interface Props {
  color: MantineColor;
  icon: TablerIcon;
  children: string;
}

/** How something stands: an icon and a word, never only a colour. */
export function StateBadge({ color, icon: Icon, children }: Props) {
  return (
    <Badge
      variant="light"
      color={color}
      size="lg"
      tt="none"
      fw={600}
      leftSection={<Icon size={14} aria-hidden />}
    >
      {children}
    </Badge>
  );
}

const looks = {
  held: { color: 'ember', icon: IconClock },
  confirmed: { color: 'teal', icon: IconCheck },
  cancelled: { color: 'gray', icon: IconX },
  expired: { color: 'gray', icon: IconX },
  released: { color: 'gray', icon: IconX },
  declined: { color: 'gray', icon: IconX },
  completed: { color: 'gray', icon: IconCircleCheck },
  patient_no_show: { color: 'gray', icon: IconUserOff },
} as const;

/** The state of a booking; a visit to which the patient did not come is not called held. */
export function StatusBadge({ booking }: { booking: Pick<Booking, 'status' | 'outcome'> }) {
  const { t } = useTranslation('common');
  const missed = booking.status === 'completed' && booking.outcome === 'patient_no_show';
  const state = missed ? 'patient_no_show' : booking.status;
  return <StateBadge {...looks[state]}>{t(`status.${state}`)}</StateBadge>;
}
