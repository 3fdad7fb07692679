import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Profile, profileQuery, sessionQuery, updateProfile } from '@mila/api';
import { browserZone, ProblemAlert, russianZones, useFormat } from '@mila/ui';

/** The zone in which every time of the cabinet is shown; the device's own is offered when it differs. */
export function ZoneChoice({ profile }: { profile: Profile }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const cache = useQueryClient();
  const save = useMutation({
    mutationFn: (zone: string) => updateProfile({ time_zone: zone }),
    onSuccess: async (fresh) => {
      cache.setQueryData(profileQuery.queryKey, fresh);
      await cache.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  const now = new Date().toISOString();
  const nameOf = (zone: string) => {
    const known = russianZones.find((one) => one === zone);
    return `${known ? t(`profile.zones.${known}`) : zone} (${format.zoneName(now, zone)})`;
  };
  const device = browserZone();
  const zones = [...new Set<string>([profile.time_zone, ...russianZones, device])];
  return (
    <Stack gap="sm" align="flex-start">
      <NativeSelect
        label={t('profile.zone')}
        description={t('profile.zoneHint')}
        data={zones
          .sort((one, other) => order(one) - order(other))
          .map((zone) => ({ value: zone, label: nameOf(zone) }))}
        value={save.isPending ? save.variables : profile.time_zone}
        onChange={(event) => save.mutate(event.currentTarget.value)}
        w="100%"
        maw={420}
      />
      {device !== profile.time_zone && (
        <>
          <Text>{t('profile.zoneDevice', { zone: nameOf(device) })}</Text>
          <Button variant="default" loading={save.isPending} onClick={() => save.mutate(device)}>
            {t('profile.zoneTake')}
          </Button>
        </>
      )}
      <ProblemAlert error={save.error} />
    </Stack>
  );
}

/** Russia west to east, then whatever else there is. */
const order = (zone: string): number => {
  const place = (russianZones as readonly string[]).indexOf(zone);
  return place < 0 ? russianZones.length : place;
};
