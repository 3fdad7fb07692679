import { Alert } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { Booking } from '@mila/api';
import { useEndingWords } from './use-ending-words';

/** Above a visit that was cancelled or missed: what became of it. */
export function VisitEnding({ visit }: { visit: Booking }) {
  const words = useEndingWords()(visit);
  if (!words) return null;
  return (
    <Alert role="status" color="gray" icon={<IconInfoCircle aria-hidden />}>
      {words}
    </Alert>
  );
}
