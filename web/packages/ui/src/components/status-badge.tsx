import { Badge } from '@mantine/core';
import { IconCheck, IconCircleCheck, IconClock, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';

const looks = {
  held: { color: 'ember', icon: IconClock },
  confirmed: { color: 'teal', icon: IconCheck },
  cancelled: { color: 'gray', icon: IconX },
  expired: { color: 'gray', icon: IconX },
  completed: { color: 'gray', icon: IconCircleCheck },
} as const;

/** The state of a booking: an icon and a word, never only a colour. */
export function StatusBadge({ status }: { status: Booking['status'] }) {
  const { t } = useTranslation('common');
  const { color, icon: Icon } = looks[status];
  return (
    <Badge
      variant="light"
      color={color}
      size="lg"
      tt="none"
      fw={600}
      leftSection={<Icon size={14} aria-hidden />}
    >
      {t(`status.${status}`)}
    </Badge>
  );
}
