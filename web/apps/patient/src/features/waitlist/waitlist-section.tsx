import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DoctorLine, ProblemAlert } from '@mila/ui';
import { OfferNotice } from './offer-notice';
import { useWaitDays, useWaitlist } from './use-waitlist';

/** What the person waits for, with what is offered just now on top; nothing when they wait for nothing. */
export function WaitlistSection() {
  const { t } = useTranslation(['patient', 'common']);
  const { entries, leave } = useWaitlist();
  const days = useWaitDays();
  if (!entries.length) return null;
  const offeredFirst = [...entries].sort((one, other) => Number(!one.offer) - Number(!other.offer));
  return (
    <Stack gap="md" component="section" aria-label={t('wait.title')}>
      <Title order={2}>{t('wait.title')}</Title>
      <ProblemAlert error={leave.error} />
      {offeredFirst.map((entry) => (
        <Card key={entry.waitlist_entry_id} component="article">
          <Stack gap="sm">
            <DoctorLine doctorId={entry.doctor_id} />
            <Text>
              {entry.service_title}, {t(`common:visitType.${entry.visit_type}`).toLowerCase()}
            </Text>
            {entry.offer ? (
              <OfferNotice entry={entry} offer={entry.offer} />
            ) : (
              <Text c="dimmed">{days(entry)}</Text>
            )}
            <Group gap="sm">
              {!entry.offer && (
                <Button
                  variant="light"
                  renderRoot={(props) => (
                    <Link
                      {...props}
                      to="/doctors/$slug"
                      params={{ slug: entry.doctor_id }}
                      search={{ offering: entry.offering_id }}
                    />
                  )}
                >
                  {t('wait.look')}
                </Button>
              )}
              <Button
                variant="subtle"
                loading={leave.isPending && leave.variables === entry.waitlist_entry_id}
                onClick={() => leave.mutate(entry.waitlist_entry_id)}
              >
                {entry.offer ? t('wait.refuse') : t('wait.leave')}
              </Button>
            </Group>
          </Stack>
        </Card>
      ))}
    </Stack>
  );
}
