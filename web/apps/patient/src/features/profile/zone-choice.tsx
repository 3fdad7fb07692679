import { NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Profile, profileQuery, sessionQuery, updateProfile } from '@mila/api';
import { ProblemAlert, russianZones, useFormat } from '@mila/ui';

/** The zone in which every time of the cabinet is shown. */
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
  const known = russianZones.map((zone) => ({
    value: zone as string,
    label: `${t(`profile.zones.${zone}`)} (${format.zoneName(now, zone)})`,
  }));
  const foreign = known.every(({ value }) => value !== profile.time_zone);
  const data = foreign ? [{ value: profile.time_zone, label: profile.time_zone }, ...known] : known;
  return (
    <>
      <NativeSelect
        label={t('profile.zone')}
        description={t('profile.zoneHint')}
        data={data}
        value={save.isPending ? save.variables : profile.time_zone}
        onChange={(event) => save.mutate(event.currentTarget.value)}
      />
      <ProblemAlert error={save.error} />
    </>
  );
}
