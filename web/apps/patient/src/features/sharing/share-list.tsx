import { Stack, Title } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Share, sharesQuery } from '@mila/api';
import { CardSkeletons, EmptyState, Loaded } from '@mila/ui';
import { ShareCard } from './share-card';

interface Props {
  onShow: (share: Share) => void;
  /** The next step when nothing is shared. */
  empty: ReactNode;
}

/** Open links first, ended ones below (R160). */
export function ShareList({ onShow, empty }: Props) {
  const { t } = useTranslation('patient');
  const shares = useQuery({ ...sharesQuery, refetchInterval: 30_000 });
  return (
    <Loaded query={shares} skeleton={<CardSkeletons count={2} height={180} />}>
      {({ items }) => {
        const open = items.filter((it) => it.state === 'active' || it.state === 'locked');
        const over = items.filter((it) => !open.includes(it));
        if (!items.length)
          return (
            <EmptyState icon={IconLink} title={t('sharing.empty')} action={empty}>
              {t('sharing.emptyHint')}
            </EmptyState>
          );
        return (
          <Stack gap="xl">
            {[
              { title: t('sharing.open'), list: open },
              { title: t('sharing.over'), list: over },
            ].map(
              ({ title, list }) =>
                list.length > 0 && (
                  <Stack key={title} gap="md" component="section">
                    <Title order={2}>{title}</Title>
                    {list.map((it) => (
                      <ShareCard key={it.share_id} share={it} onShow={() => onShow(it)} />
                    ))}
                  </Stack>
                ),
            )}
          </Stack>
        );
      }}
    </Loaded>
  );
}
