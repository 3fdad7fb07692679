import { Button } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { invitationQuery, invitationUrl } from '@mila/api';

/** The visit as an entry for the reader's own calendar; absent while there is none. */
export function InvitationLink({ bookingId }: { bookingId: string }) {
  const { t } = useTranslation('patient');
  const { data: there } = useQuery(invitationQuery(bookingId));
  if (!there) return null;
  return (
    <Button
      component="a"
      href={invitationUrl(bookingId)}
      variant="subtle"
      leftSection={<IconCalendarPlus size={20} aria-hidden />}
    >
      {t('record.calendar')}
    </Button>
  );
}
