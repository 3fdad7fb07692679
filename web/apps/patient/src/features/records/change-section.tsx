import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconCalendarRepeat } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking, Slot } from '@mila/api';
import { useFormat, useServerNow } from '@mila/ui';
import { CancelButton } from './cancel-button';
import { type Move, MovedNotice, MoveSection } from './move-section';

interface Props {
  booking: Booking;
  picker: (pick: (slot: Slot) => void, chosen?: string) => ReactNode;
  problem: (move: Move) => ReactNode;
}

/** Move or cancel, with the rule beside the buttons; when one is not possible, why (R090, R094, R108). */
export function ChangeSection({ booking, picker, problem }: Props) {
  const { t } = useTranslation('patient');
  const [moving, setMoving] = useState(false);
  const [previous, setPrevious] = useState<string | null>(null);
  const now = useServerNow(10_000);
  const begun = now >= Date.parse(booking.starts_at);
  const late = now > Date.parse(booking.refund_deadline_at);
  const moved = (from: string) => {
    setMoving(false);
    setPrevious(from);
  };
  return (
    <Card component="section">
      <Stack gap="md">
        <Title order={2}>{t('record.change')}</Title>
        {previous && !moving && (
          <MovedNotice
            booking={booking}
            previous={previous}
            late={late}
            problem={problem}
            onBack={() => setPrevious(null)}
          />
        )}
        <Rule booking={booking} begun={begun} late={late} />
        {moving && !late && (
          <MoveSection
            booking={booking}
            picker={picker}
            problem={problem}
            onClose={() => setMoving(false)}
            onMoved={moved}
          />
        )}
        {!moving && !begun && (
          <Group gap="sm">
            {!late && (
              <Button
                variant="default"
                leftSection={<IconCalendarRepeat size={20} aria-hidden />}
                onClick={() => setMoving(true)}
              >
                {t('record.move')}
              </Button>
            )}
            <CancelButton booking={booking} />
          </Group>
        )}
      </Stack>
    </Card>
  );
}

function Rule({ booking, begun, late }: { booking: Booking; begun: boolean; late: boolean }) {
  const { t } = useTranslation('patient');
  const deadline = useFormat().dateTime(booking.refund_deadline_at);
  if (begun) return <Text>{t('record.begun')}</Text>;
  if (late) return <Text>{t('record.moveLate')}</Text>;
  if (!booking.prepaid) return null;
  return <Text>{t('checkout.rule', { deadline })}</Text>;
}
