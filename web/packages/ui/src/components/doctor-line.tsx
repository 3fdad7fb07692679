import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { doctorQuery } from '@mila/api';
import { Portrait } from './portrait';

/** The doctor of a visit by id: portrait, full name, specialities. */
export function DoctorLine({ doctorId, size = 56 }: { doctorId: string; size?: number }) {
  const { data: doctor } = useQuery(doctorQuery(doctorId));
  if (!doctor)
    return (
      <Group wrap="nowrap">
        <Skeleton circle height={size} miw={size} />
        <Skeleton height={18} width={180} />
      </Group>
    );
  return (
    <Group wrap="nowrap" gap="md">
      <Portrait name={doctor.full_name} src={doctor.portrait_url} size={size} />
      <Stack gap={0} miw={0}>
        <Text fw={600}>{doctor.full_name}</Text>
        <Text c="dimmed">{doctor.speciality_titles.join(', ')}</Text>
      </Stack>
    </Group>
  );
}
