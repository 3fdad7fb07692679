import { ActionIcon, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../i18n/start';

export function LanguageSwitch() {
  const { t, i18n } = useTranslation('common');
  return (
    <ActionIcon
      aria-label={t('language.label')}
      title={t('language.label')}
      onClick={() => void chooseLanguage(i18n.language === 'en' ? 'ru' : 'en')}
    >
      <Text span fz="sm" fw={600}>
        {t('language.short')}
      </Text>
    </ActionIcon>
  );
}
