import { Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconMessage, IconUserCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { StatusBadge, useFormat } from '@mila/ui';
import classes from './day.module.css';
import { useEndingWords } from './use-ending-words';

interface Props {
  visit: Booking;
  zone: string;
  patientHere: boolean;
  unread: number;
  now: boolean;
}

/** One visit on the time line: when, who, what, and whether the patient waits. */
export function VisitRow({ visit, zone, patientHere, unread, now }: Props) {
  const { t } = useTranslation(['doctor', 'common']);
  const format = useFormat();
  const ending = useEndingWords()(visit);
  return (
    <Card component="article" p="md" className={now ? classes.now : undefined}>
      <div className={classes.row}>
        <Text fw={600} fz="lg" className="numerals">
          {format.time(visit.starts_at, zone)}
          <Text span c="dimmed" fw={400}>
            –{format.time(visit.ends_at, zone)}
          </Text>
        </Text>
        <Stack gap={2} miw={0}>
          <Text fw={600}>{visit.patient_name}</Text>
          <Text c="dimmed">
            {visit.service_title}. {t(`common:visitType.${visit.visit_type}`)}
          </Text>
          {ending && <Text>{ending}</Text>}
        </Stack>
        <Group gap="sm" justify="flex-end">
          {patientHere && (
            <Badge
              color="ember"
              variant="light"
              size="lg"
              tt="none"
              leftSection={<IconUserCheck size={16} aria-hidden />}
            >
              {t('day.here')}
            </Badge>
          )}
          {unread > 0 && (
            <Badge variant="light" size="lg" tt="none" leftSection={<IconMessage size={16} aria-hidden />}>
              {t('day.unread', { count: unread })}
            </Badge>
          )}
          <StatusBadge booking={visit} />
          <Button
            component={Link}
            to={`/visits/${visit.booking_id}`}
            variant={now || patientHere ? 'filled' : 'light'}
          >
            {t('day.open')}
          </Button>
        </Group>
      </div>
    </Card>
  );
}
