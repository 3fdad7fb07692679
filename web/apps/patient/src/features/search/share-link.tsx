import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconShare3 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface Props {
  path: string;
  title: string;
}

/** The permanent link of a page: handed to the device's own sharing on phones, copied elsewhere (R050). */
export function ShareLink({ path, title }: Props) {
  const { t } = useTranslation('patient');
  const { copied, copy } = useClipboard({ timeout: 4000 });
  const url = `${location.origin}${path}`;
  const share = () => {
    const byTouch = matchMedia('(pointer: coarse)').matches && 'share' in navigator;
    // A share that was called off is no failure.
    if (byTouch) navigator.share({ title, url }).catch(() => undefined);
    else copy(url);
  };
  return (
    <Button
      variant="default"
      aria-live="polite"
      leftSection={copied ? <IconCheck size={20} aria-hidden /> : <IconShare3 size={20} aria-hidden />}
      onClick={share}
    >
      {copied ? t('share.copied') : t('share.link')}
    </Button>
  );
}
