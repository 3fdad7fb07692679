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
import { type Booking, type Order, orderQuery } from '@mila/api';
import { useFormat } from '@mila/ui';
import classes from './records.module.css';

/** Where the money of a cancelled visit is, step by step (R090, R091). */
export function RefundStatus({ booking }: { booking: Booking }) {
  const { t } = useTranslation('patient');
  const due = (booking.refund_kopecks ?? 0) > 0;
  const { data: order } = useQuery({
    ...orderQuery(booking.booking_id),
    enabled: due,
    refetchInterval: ({ state }) => (state.data?.state === 'refunded' ? false : 5000),
  });
  if (!booking.prepaid || booking.status !== 'cancelled') return null;
  if (!due) return <Alert color="gray">{t('record.refund.none')}</Alert>;
  return <Steps booking={booking} order={order} />;
}

function Steps({ booking, order }: { booking: Booking; order?: Order }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const state = order?.state === 'refunded' || order?.state === 'refund_failed' ? order.state : 'refunding';
  const late = state === 'refund_failed';
  const said = (moment?: string | null) => moment && format.dateTime(moment);
  const sum = format.money(booking.refund_kopecks ?? 0);
  return (
    <Card component="section">
      <Stack gap="md">
        <Title order={2}>{t('record.refund.title')}</Title>
        <Stack component="ol" gap="md" className={classes.steps}>
          <Step icon={IconX} title={t('record.refund.cancelled')} hint={said(booking.cancelled_at)} />
          <Step
            icon={late ? IconAlertTriangle : IconCreditCardRefund}
            tone={late ? 'yellow' : 'teal'}
            title={<span role="status">{t(`record.refund.${state}`, { sum })}</span>}
            hint={said(order?.refunded_at)}
          />
          <Step
            icon={IconCheck}
            ahead={state !== 'refunded'}
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
