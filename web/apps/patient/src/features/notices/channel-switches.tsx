import { Group, Stack, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Preferences } from '@mila/api';

const groups = ['visits', 'reminders', 'documents'] as const;
const channels = ['mail', 'push'] as const;

interface Props {
  preferences: Preferences;
  onChange: (changes: Partial<Preferences>) => void;
}

/** Each group of notices with its two switches. */
export function ChannelSwitches({ preferences, onChange }: Props) {
  const { t } = useTranslation('patient');
  return groups.map((group) => (
    <Group
      key={group}
      justify="space-between"
      gap="sm"
      role="group"
      aria-label={t(`noticeSettings.groups.${group}`)}
    >
      <Stack gap={2} flex="1 1 260px">
        <Text fw={600}>{t(`noticeSettings.groups.${group}`)}</Text>
        <Text c="dimmed" fz="sm">
          {t(`noticeSettings.groups.${group}Hint`)}
        </Text>
      </Stack>
      <Group gap="lg">
        {channels.map((channel) => {
          const chosen = preferences[channel];
          return (
            <Switch
              key={channel}
              size="md"
              py={10}
              label={t(`noticeSettings.${channel}`)}
              checked={chosen[group]}
              onChange={(event) =>
                onChange({ [channel]: { ...chosen, [group]: event.currentTarget.checked } })
              }
            />
          );
        })}
      </Group>
    </Group>
  ));
}
