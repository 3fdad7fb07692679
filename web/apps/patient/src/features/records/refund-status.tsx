import { Alert, Card, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconCreditCardRefund,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Booking, moneyBack, type Order, orderQuery } from '@mila/api';
import { useFormat } from '@mila/ui';
import classes from './records.module.css';

/**
 * Where the money of a cancelled visit is, step by step: what came back, and what is still to come (R090, R091).
 * Of a visit that stands, a part that came back by hand.
 */
export function RefundStatus({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const cancelled = booking.prepaid && booking.status === 'cancelled';
  const { data: order } = useQuery({
    ...orderQuery(booking.booking_id),
    enabled: cancelled,
    refetchInterval: ({ state }) => moneyBack(booking, state.data).owed > 0 && 5000,
  });
  if (!cancelled) {
    const sum = format.money(booking.returned_kopecks);
    return booking.returned_kopecks > 0 && <Alert color="gray">{t('record.refund.refunded', { sum })}</Alert>;
  }
  const { total } = moneyBack(booking, order);
  if (total > 0) return <Steps booking={booking} order={order} />;
  const late = (booking.cancelled_at ?? '') > booking.refund_deadline_at;
  return late ? <Alert color="gray">{t('record.refund.none')}</Alert> : null;
}

function Steps({ booking, order }: { booking: Booking; order?: Order }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const { returned, owed, total, delayed } = moneyBack(booking, order);
  const said = (moment?: string | null) => moment && format.dateTime(moment);
  const state = owed === 0 ? 'refunded' : returned > 0 ? 'part' : delayed ? 'delayed' : 'refunding';
  const sum = format.money(owed === 0 ? returned : owed);
  const part = { returned: format.money(returned), total: format.money(total) };
  return (
    <Card component="section">
      <Stack gap="md">
        <Title order={2}>{t('record.refund.title')}</Title>
        <Stack component="ol" gap="md" className={classes.steps}>
          <Step icon={IconX} title={t('record.refund.cancelled')} hint={said(booking.cancelled_at)} />
          <Step
            icon={delayed ? IconAlertTriangle : IconCreditCardRefund}
            tone={delayed ? 'yellow' : 'teal'}
            title={<span role="status">{t(`record.refund.${state}`, { sum, ...part })}</span>}
            hint={state === 'part' && delayed ? t('record.refund.delayedRest') : said(order?.refunded_at)}
          />
          <Step
            icon={IconCheck}
            ahead={owed > 0}
            title={t('record.refund.arrives')}
            hint={t('record.refund.hint')}
          />
        </Stack>
      </Stack>
    </Card>
  );
}

interface StepProps {
  icon: TablerIcon;
  tone?: 'teal' | 'yellow';
  title: ReactNode;
  hint?: ReactNode;
  /** Not reached yet. */
  ahead?: boolean;
}

function Step({ icon: Icon, tone = 'teal', title, hint, ahead = false }: StepProps) {
  return (
    <li className={ahead ? classes.ahead : undefined}>
      <ThemeIcon size={32} radius="xl" variant="light" color={ahead ? 'gray' : tone}>
        <Icon size={18} aria-hidden />
      </ThemeIcon>
      <div>
        <Text fw={600}>{title}</Text>
        {hint && <Text c="dimmed">{hint}</Text>}
      </div>
    </li>
  );
}
