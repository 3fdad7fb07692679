import { Box } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { bookingQuery, sessionQuery } from '@mila/api';
import { LinkButton, Loaded } from '@mila/ui';
import { IdentifyCard } from '../../features/login/identify-card';
import { Consultation } from '../../features/room/consultation';
import { cabinetTexts, choiceTexts } from '../../locales';

export const Route = createFileRoute('/_fullscreen/records/$id/room')({
  loader: () => Promise.all([cabinetTexts(), choiceTexts()]),
  component: RoomPage,
});

function RoomPage() {
  const { t } = useTranslation('patient');
  const { id } = Route.useParams();
  const { data: session } = useQuery(sessionQuery);
  const booking = useQuery(bookingQuery(id));
  if (session?.acr === 'password')
    return (
      <Box component="main" p="md" pt={{ base: 'md', sm: 80 }}>
        <IdentifyCard
          title={t('login.roomTitle')}
          aside={
            <LinkButton to="/records/$id" params={{ id }} variant="default">
              {t('login.toRecord')}
            </LinkButton>
          }
        >
          {t('login.roomHint')}
        </IdentifyCard>
      </Box>
    );
  return <Loaded query={booking}>{(it) => <Consultation key={it.booking_id} booking={it} />}</Loaded>;
}
