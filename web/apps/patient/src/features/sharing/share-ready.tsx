import { Alert, Button, Card, Group, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy, IconKey, IconShare } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { shareAddressQuery } from '@mila/api';
import { ErrorState } from '@mila/ui';
import classes from './sharing.module.css';

const QrCode = lazy(() => import('./qr-code'));

interface Props {
  shareId: string;
  /** Known only right after the link was made: it is kept nowhere. */
  code: string | null;
  withCode: boolean;
  till: string;
}

/** The link to hand over, and its code apart from it. */
export function ShareReady({ shareId, code, withCode, till }: Props) {
  const { t } = useTranslation('patient');
  const address = useQuery(shareAddressQuery(shareId));
  if (address.isError) return <ErrorState error={address.error} onRetry={() => void address.refetch()} />;
  return (
    <Stack gap="lg">
      <Card component="section">
        <Stack gap="md">
          <Title order={2}>{t('sharing.link')}</Title>
          <Text>{till}</Text>
          {address.data ? <Link address={address.data} /> : <Skeleton height={48} />}
        </Stack>
      </Card>
      {withCode && (
        <Card component="section">
          <Stack gap="md" align="flex-start">
            <Title order={2}>{t('sharing.codeTitle')}</Title>
            {code ? (
              <>
                <Text className={classes.code} data-testid="share-code">
                  {code}
                </Text>
                <CopyButton value={code}>{t('sharing.copyCode')}</CopyButton>
                <Alert icon={<IconKey aria-hidden />}>{t('sharing.codeAdvice')}</Alert>
              </>
            ) : (
              <Text>{t('sharing.codeOnce')}</Text>
            )}
          </Stack>
        </Card>
      )}
    </Stack>
  );
}

function Link({ address }: { address: string }) {
  const { t } = useTranslation('patient');
  const offered = typeof navigator.share === 'function';
  const share = () =>
    // Closing the system's window is no failure.
    void navigator.share({ title: t('sharing.shareTitle'), url: address }).catch(() => undefined);
  return (
    <>
      <TextInput
        readOnly
        aria-label={t('sharing.link')}
        value={address}
        data-testid="share-link"
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group gap="sm">
        <CopyButton value={address} primary>
          {t('sharing.copy')}
        </CopyButton>
        {offered && (
          <Button variant="default" leftSection={<IconShare size={20} aria-hidden />} onClick={share}>
            {t('sharing.send')}
          </Button>
        )}
      </Group>
      <Group gap="md" align="center">
        <Suspense fallback={<Skeleton height={180} width={180} />}>
          <QrCode text={address} label={t('sharing.qr')} />
        </Suspense>
        <Text c="dimmed" flex="1 1 200px">
          {t('sharing.qrHint')}
        </Text>
      </Group>
    </>
  );
}

function CopyButton({ value, primary, children }: { value: string; primary?: boolean; children: ReactNode }) {
  const { t } = useTranslation('patient');
  const clipboard = useClipboard({ timeout: 3000 });
  return (
    <Button
      variant={primary ? 'filled' : 'default'}
      leftSection={
        clipboard.copied ? <IconCheck size={20} aria-hidden /> : <IconCopy size={20} aria-hidden />
      }
      onClick={() => clipboard.copy(value)}
    >
      <span aria-live="polite">{clipboard.copied ? t('sharing.copied') : children}</span>
    </Button>
  );
}
