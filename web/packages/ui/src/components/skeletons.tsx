import { Card, Group, Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Cards that are about to appear, of about their real size. */
export function CardSkeletons({ count = 3, height = 128 }: { count?: number; height?: number }) {
  const { t } = useTranslation('common');
  return (
    <Stack gap="md" role="status" aria-label={t('loading')}>
      {Array.from({ length: count }, (_, index) => (
        <Card key={index} mih={height}>
          <Group wrap="nowrap" align="flex-start">
            <Skeleton circle height={56} miw={56} />
            <Stack gap="xs" flex={1}>
              <Skeleton height={18} width="55%" />
              <Skeleton height={14} width="35%" />
              <Skeleton height={14} width="80%" />
            </Stack>
          </Group>
        </Card>
      ))}
    </Stack>
  );
}

/** A page that is about to appear. */
export function PageSkeleton() {
  return (
    <Stack gap="lg">
      <Skeleton height={34} width="min(320px, 70%)" />
      <CardSkeletons count={2} height={180} />
    </Stack>
  );
}
