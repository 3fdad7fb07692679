import { Alert, Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconInfoCircle, IconMessage, IconUserCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { StatusBadge, useFormat } from '@mila/ui';
import classes from './day.module.css';

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

type Reason = keyof MilaTexts['common']['notices']['visitCancelled'];

/** How a visit ended, to its doctor: why it was cancelled, or that the patient did not come. */
export function useEndingWords(): (visit: Booking) => string | undefined {
  const { t, i18n } = useTranslation(['doctor', 'common']);
  return ({ status, outcome, cancel_reason, cancelled_by }) => {
    if (status === 'completed' && outcome === 'patient_no_show') return t('common:notices.kind.visit_missed');
    if (status !== 'cancelled') return undefined;
    const byWhom = {
      patient: 'patient_request',
      clinic: 'clinic_request',
      doctor: 'doctor_request',
    } as const;
    const why = cancel_reason ?? (cancelled_by && cancelled_by !== 'system' && byWhom[cancelled_by]);
    if (why === 'doctor_request') return t('ending.byYou');
    if (i18n.exists(`common:notices.visitCancelled.${why}`))
      return t(`common:notices.visitCancelled.${why as Reason}`);
    return t('ending.cancelled');
  };
}
