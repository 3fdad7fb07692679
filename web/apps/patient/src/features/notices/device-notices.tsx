import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconBell, IconBellOff, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '@mila/ui';
import { PushFailed, useDevice } from './use-device';

/** «Уведомления на этом устройстве»: allow, forbid, or honestly why not. */
export function DeviceNotices() {
  const { t } = useTranslation('patient');
  const { loaded, state, key, allow, forbid } = useDevice();
  if (!loaded) return <Skeleton h={96} />;
  const failed = allow.error instanceof PushFailed;
  return (
    <Stack gap="md">
      <Text>{t('device.lead')}</Text>
      {state === 'on' || state === 'off' ? (
        <>
          <Group gap="xs" role="status">
            {state === 'on' ? <IconBell size={20} aria-hidden /> : <IconBellOff size={20} aria-hidden />}
            <Text>{t(`device.${state}`)}</Text>
          </Group>
          {failed && (
            <Alert
              role="alert"
              color="yellow"
              icon={<IconInfoCircle aria-hidden />}
              title={t('device.failed')}
            >
              {t('device.failedHint')}
            </Alert>
          )}
          <ProblemAlert error={failed ? forbid.error : (allow.error ?? forbid.error)} />
          {state === 'on' ? (
            <Button
              variant="default"
              loading={forbid.isPending}
              onClick={() => forbid.mutate()}
              style={{ alignSelf: 'flex-start' }}
            >
              {t('device.forbid')}
            </Button>
          ) : (
            <Button
              loading={allow.isPending}
              onClick={() => key && allow.mutate(key)}
              style={{ alignSelf: 'flex-start' }}
            >
              {t('device.allow')}
            </Button>
          )}
        </>
      ) : (
        <Alert icon={<IconInfoCircle aria-hidden />} title={t(`device.${state}`)}>
          {t(`device.${state}Hint`)}
        </Alert>
      )}
    </Stack>
  );
}
