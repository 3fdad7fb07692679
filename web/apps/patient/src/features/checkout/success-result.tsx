import { Box, Button, Stack } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '@mila/api';
import { DoctorLine, useFormat } from '@mila/ui';
import { NoLetters } from './no-letters';
import { ResultCard } from './result-card';

/** «Вы успешно записались!» and «Подготовиться к приему» (R086, R087); the rest is the page's. */
export function SuccessResult({ booking, extras }: { booking: Booking; extras: ReactNode }) {
  const { t } = useTranslation('patient');
  const when = useFormat().dateTime(booking.starts_at);
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
        {t(booking.visit_type === 'online' ? 'result.successHint' : 'result.successClinic', { when })}
        <Box ta="start">
          <DoctorLine doctorId={booking.doctor_id} />
        </Box>
        <NoLetters />
      </Stack>
    </ResultCard>
  );
}
