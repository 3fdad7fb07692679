import { Box, Button, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { DoctorLine, useVisitTime, VisitPlace } from '@mila/ui';
import { NoLetters } from './no-letters';
import { ResultCard } from './result-card';

/** «Вы успешно записались!» and «Подготовиться к приему» (R086, R087); the rest is the page's. */
export function SuccessResult({ booking, extras }: { booking: Booking; extras: ReactNode }) {
  const { t } = useTranslation('patient');
  const { when, otherwise } = useVisitTime();
  const clinic = booking.visit_type === 'clinic';
  return (
    <ResultCard
      icon={IconCircleCheck}
      title={t('result.success')}
      actions={
        <>
          <Button component={Link} to={`/records/${booking.booking_id}`} size="lg">
            {t('result.prepare')}
          </Button>
          {extras}
        </>
      }
    >
      <Stack gap="md" align="center">
        {t(clinic ? 'result.successClinic' : 'result.successHint', { when: when(booking) })}
        {clinic && otherwise(booking) && <Text c="dimmed">{otherwise(booking)}</Text>}
        {clinic && (
          <Text component="div" fw={600}>
            <VisitPlace booking={booking} />
          </Text>
        )}
        <Box ta="start">
          <DoctorLine doctorId={booking.doctor_id} />
        </Box>
        <NoLetters />
      </Stack>
    </ResultCard>
  );
}
