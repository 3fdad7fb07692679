import { Card, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Doctor, Offering, Slot } from '@mila/api';
import { ConfirmDialog, useFormat, VisitPlace, VisitTime } from '@mila/ui';
import classes from './choice.module.css';

interface Props {
  slot: Slot | null;
  offering: Offering;
  clinic?: Doctor['clinics'][number];
  pending: boolean;
  error: unknown;
  onClose: () => void;
  onConfirm: (slot: Slot) => void;
}

/** A visit that is final at once is asked about once: when by the clinic's clock, where, and what it costs. */
export function ConfirmVisit({ slot, offering, clinic, onConfirm, ...dialog }: Props) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const visit = slot && {
    visit_type: offering.visit_type,
    starts_at: slot.starts_at,
    time_zone: clinic?.time_zone ?? format.zone,
    clinic_title: clinic?.title ?? '',
    clinic_city: clinic?.city,
    clinic_address: clinic?.address,
    clinic_phone: clinic?.phone,
  };
  return (
    <ConfirmDialog
      {...dialog}
      opened={slot !== null}
      title={t('choice.confirmTitle')}
      confirm={t('choice.confirm')}
      onConfirm={() => slot && onConfirm(slot)}
    >
      {visit && (
        <>
          <Text component="div" fw={600}>
            <VisitTime booking={visit} />
          </Text>
          {visit.visit_type === 'clinic' && (
            <div>
              <VisitPlace booking={visit} />
            </div>
          )}
        </>
      )}
      <Text>
        {offering.service_title}, {format.minutes(offering.duration_minutes)}
      </Text>
      {offering.price_kopecks > 0 && (
        <Text>
          {format.money(offering.price_kopecks)}. {t('choice.confirmPay')}
        </Text>
      )}
    </ConfirmDialog>
  );
}

/** What is chosen so far and what it costs; stays in sight on phones. */
export function ChoiceSummary({ offering }: { offering: Offering }) {
  const { t } = useTranslation(['patient', 'common']);
  const format = useFormat();
  return (
    <Card className={classes.summary} p="md" aria-live="polite">
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Stack gap={0} miw={0}>
          <Text fw={600} className={classes.summaryTitle}>
            {offering.service_title}
          </Text>
          <Text c="dimmed" fz="sm">
            {t(`common:visitType.${offering.visit_type}`)}, {format.minutes(offering.duration_minutes)}
          </Text>
        </Stack>
        <Text fw={700} fz="lg" className="numerals" style={{ whiteSpace: 'nowrap' }}>
          {offering.price_kopecks ? format.money(offering.price_kopecks) : t('choice.free')}
        </Text>
      </Group>
      <Text mt={4} visibleFrom="md" c="var(--mila-link)" fw={600}>
        {t('choice.pick')}
      </Text>
    </Card>
  );
}
