import { useTranslation } from 'react-i18next';

/** «320 КБ», «1,4 МБ». */
export function useFileSize(bytes: number): string {
  const { t, i18n } = useTranslation('room');
  const large = bytes >= 1024 * 1024;
  const size = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: large ? 1 : 0 }).format(
    large ? bytes / 1024 / 1024 : Math.max(1, bytes / 1024),
  );
  return large ? t('size.mb', { size }) : t('size.kb', { size });
}
