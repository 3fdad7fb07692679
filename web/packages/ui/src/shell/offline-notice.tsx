import { useNetwork } from '@mantine/hooks';
import { IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './shell.module.css';

export function OfflineNotice() {
  const { t } = useTranslation('common');
  const { online } = useNetwork();
  return (
    <div role="status">
      {!online && (
        <div className={classes.offline}>
          <IconWifiOff size={18} aria-hidden /> {t('offline')}
        </div>
      )}
    </div>
  );
}
