import { Alert, Anchor, Box, Button, Card, Loader, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCircleCheck, IconMailOff, type TablerIcon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Booking, lettersQuery } from '@mila/api';
import { DoctorLine, PageTitle, useVisitTime, VisitPlace } from '@mila/ui';

interface Props {
  icon?: TablerIcon;
  tone?: 'teal' | 'ember' | 'red' | 'gray';
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}

/** One truth, said large, with its next step; without an icon it is still being found out. Only the title is announced. */
export function ResultCard({ icon: Icon, tone = 'teal', title, children, actions }: Props) {
  return (
    <Card maw={560} mx="auto" p={{ base: 'lg', xs: 'xl' }}>
      <Stack gap="md" align="center" ta="center">
        {Icon ? (
          <ThemeIcon size={80} radius="xl" variant="light" color={tone}>
            <Icon size={44} stroke={1.6} aria-hidden />
          </ThemeIcon>
        ) : (
          <Loader size={56} aria-hidden />
        )}
        <div role="status">
          <PageTitle>{title}</PageTitle>
        </div>
        {children && (
          <Text component="div" w="100%">
            {children}
          </Text>
        )}
        {actions && (
          <Stack gap="xs" w="100%" mt="sm">
            {actions}
          </Stack>
        )}
      </Stack>
    </Card>
  );
}

/** Who has paid and gets no letter reads why, and where to change it. */
export function NoLetters() {
  const { t } = useTranslation('patient');
  const { data } = useQuery(lettersQuery);
  if (!data?.kept_back) return null;
  return (
    <Alert color="yellow" icon={<IconMailOff aria-hidden />} ta="start">
      {t(`result.noLetters.${data.kept_back}`)}{' '}
      <Anchor component={Link} to="/profile">
        {t('result.noLetters.change')}
      </Anchor>
    </Alert>
  );
}

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
