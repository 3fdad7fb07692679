import { Alert, Stack, Text } from '@mantine/core';
import { IconBellOff } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { consentsQuery, type Preferences, preferencesQuery, setPreferences } from '@mila/api';
import { Loaded, ProblemAlert } from '@mila/ui';
import { ChannelSwitches } from './channel-switches';
import { QuietHours } from './quiet-hours';

/** What comes by which way, and when not (R022, R175). What is under the bell is not for choosing. */
export function NoticesSettings() {
  const { t } = useTranslation('patient');
  const cache = useQueryClient();
  const preferences = useQuery(preferencesQuery);
  const { data: consents } = useQuery(consentsQuery);
  const decision = consents?.items.find(({ kind }) => kind === 'notifications')?.decision;
  const save = useMutation({
    mutationFn: setPreferences,
    onSuccess: (saved) => cache.setQueryData(preferencesQuery.queryKey, saved),
  });
  return (
    <Loaded query={preferences}>
      {(current) => {
        const change = (changes: Partial<Preferences>) => save.mutate({ ...current, ...changes });
        const shown = save.isPending ? save.variables : current;
        return (
          <Stack gap="lg">
            <Text>{t('noticeSettings.lead')}</Text>
            {decision === 'refused' && (
              <Alert color="yellow" icon={<IconBellOff aria-hidden />}>
                {t('noticeSettings.forbidden')}
              </Alert>
            )}
            <ChannelSwitches preferences={shown} onChange={change} />
            <QuietHours preferences={current} onChange={change} busy={save.isPending} />
            <ProblemAlert error={save.error} />
          </Stack>
        );
      }}
    </Loaded>
  );
}
