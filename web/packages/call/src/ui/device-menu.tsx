import { Button, NativeSelect, Popover, Stack, Text } from '@mantine/core';
import { IconRefresh, IconSettings } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { screenBarrier } from '../devices/screen';
import { useCall, useDevices } from '../hooks';
import type { Room } from '../room/room';
import { Control } from './control';
import { LevelMeter } from './level-meter';

const kinds = [
  { kind: 'video', label: 'camera' },
  { kind: 'audio', label: 'microphone' },
  { kind: 'speaker', label: 'speaker' },
] as const;

/** Which camera, microphone and speaker; the choice is kept on this device. */
export function DeviceMenu({ room }: { room: Room }) {
  const { t } = useTranslation('room');
  const [opened, setOpened] = useState(false);
  const { choices, wish, speaker, audio, video, phase } = useDevices(room);
  const { call } = useCall(room);
  const screen = screenBarrier();
  const inUse = {
    audio: audio.track?.getSettings().deviceId ?? wish.audio,
    video: video.track?.getSettings().deviceId ?? wish.video,
    speaker,
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={300}
      position="top"
      trapFocus
      returnFocus
      withinPortal={false}
      withRoles={false}
    >
      <Popover.Target>
        <div>
          <Control
            icon={IconSettings}
            label={t('settings')}
            short={t('settingsShort')}
            expanded={opened}
            testid="room-settings"
            onPress={() => setOpened(!opened)}
          />
        </div>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('settings')} c="var(--mantine-color-text)">
        <Stack gap="sm">
          {kinds
            .filter(({ kind }) => choices[kind].length > 0)
            .map(({ kind, label }) => (
              <NativeSelect
                key={kind}
                label={t(label)}
                value={inUse[kind] ?? ''}
                data={choices[kind].map((it, index) => ({
                  value: it.id,
                  label: it.label || t('byDefault', { number: index + 1 }),
                }))}
                onChange={(event) => void room.devices.choose(kind, event.currentTarget.value)}
              />
            ))}
          {audio.track && <LevelMeter track={audio.track} />}
          {screen && (
            <Text fz="sm" c="dimmed" data-testid="room-no-screen">
              {t(`shareNever.${screen}`)}
            </Text>
          )}
          {!call && (
            <Button
              variant="light"
              leftSection={<IconRefresh size={20} aria-hidden />}
              loading={phase === 'checking'}
              onClick={() => void room.devices.check()}
            >
              {t('check.again')}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
