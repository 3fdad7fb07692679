import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAlertTriangle,
  IconClock,
  IconFileText,
  IconKey,
  IconLink,
  IconLinkOff,
  IconLock,
  IconX,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { keys, revokeShare, type Share } from '@mila/api';
import { ConfirmDialog, DetailList, StateBadge, useFormat, useServerNow } from '@mila/ui';
import classes from './sharing.module.css';

const looks = {
  active: { color: 'teal', icon: IconLink },
  locked: { color: 'red', icon: IconLock },
  expired: { color: 'gray', icon: IconClock },
  revoked: { color: 'gray', icon: IconX },
} as const;

/** A link: for whom, what, till when, how often opened; open ones can be shown again and closed (R160). */
export function ShareCard({ share, onShow }: { share: Share; onShow: () => void }) {
  const { t } = useTranslation('patient');
  const format = useFormat();
  const now = useServerNow(30_000);
  const active = share.state === 'active';
  const over = share.state === 'expired' || share.state === 'revoked';
  const left = Date.parse(share.expires_at) - now;
  const opened = share.openings
    ? t('sharing.opened', {
        count: share.openings,
        last: format.dateTime(share.last_opened_at ?? share.made_at),
      })
    : t('sharing.neverOpened');
  return (
    <Card component="article">
      <Stack gap="md">
        <Group justify="space-between" gap="sm">
          <Title order={3}>{shareLabel(share, t)}</Title>
          <StateBadge {...looks[share.state]}>{t(`sharing.state.${share.state}`)}</StateBadge>
        </Group>
        <Documents share={share} />
        <DetailList
          details={[
            {
              label: t('sharing.left'),
              value:
                active &&
                t('sharing.leftFor', { span: format.span(left), till: format.dateTime(share.expires_at) }),
            },
            {
              label: t('sharing.ended'),
              value: over && format.dateTime(share.revoked_at ?? share.expires_at),
            },
            { label: t('sharing.views'), value: opened },
            {
              label: t('sharing.codeTitle'),
              value: share.with_code ? t('sharing.codeSet') : t('sharing.codeNone'),
            },
          ]}
        />
        {share.wrong_codes > 0 && (
          <Group gap={8} wrap="nowrap" c="var(--mila-now)">
            <IconAlertTriangle size={20} aria-hidden />
            <Text>
              {t('sharing.wrong', {
                count: share.wrong_codes,
                last: format.dateTime(share.last_wrong_at ?? share.made_at),
              })}
            </Text>
          </Group>
        )}
        {(active || share.state === 'locked') && (
          <Group gap="sm">
            {active && (
              <Button variant="light" leftSection={<IconKey size={20} aria-hidden />} onClick={onShow}>
                {t('sharing.show')}
              </Button>
            )}
            <RevokeButton share={share} />
          </Group>
        )}
      </Stack>
    </Card>
  );
}

function Documents({ share }: { share: Share }) {
  const { t } = useTranslation('patient');
  return (
    <ul className={classes.list}>
      {share.documents.map((it) => (
        <li key={it.document_id}>
          <Group gap={8} wrap="nowrap" align="flex-start">
            <IconFileText size={20} aria-hidden style={{ flex: 'none' }} />
            <span>
              {it.title}
              {it.access === 'forbidden' && <Text span c="dimmed">{` — ${t('sharing.hidden')}`}</Text>}
            </span>
          </Group>
        </li>
      ))}
      {share.hidden_documents > 0 && <li>{t('sharing.medical', { count: share.hidden_documents })}</li>}
    </ul>
  );
}

/** Takes the link back, at once and for good (R160). */
export function RevokeButton({ share }: { share: Share }) {
  const { t } = useTranslation('patient');
  const cache = useQueryClient();
  const [asked, dialog] = useDisclosure(false);
  const revoke = useMutation({
    mutationFn: () => revokeShare(share.share_id),
    onSuccess: async () => {
      dialog.close();
      await cache.invalidateQueries({ queryKey: keys.shares });
    },
  });
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconLinkOff size={20} aria-hidden />}
        onClick={dialog.open}
      >
        {t('sharing.revoke')}
      </Button>
      <ConfirmDialog
        opened={asked}
        onClose={dialog.close}
        title={t('sharing.revokeTitle', { label: shareLabel(share, t) })}
        confirm={t('sharing.revokeConfirm')}
        danger
        pending={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate()}
      >
        <Text>{t('sharing.revokeHint')}</Text>
      </ConfirmDialog>
    </>
  );
}

/** The name its patient gave a link; a login by password does not learn it where documents are hidden. */
export const shareLabel = ({ label }: Share, t: TFunction<'patient'>): string =>
  label ?? t('sharing.unnamed');
