import { ActionIcon, Text, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '@mila/ui';

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

export function SchemeSwitch() {
  const { t } = useTranslation('common');
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const label = dark ? t('scheme.toLight') : t('scheme.toDark');
  const Icon = dark ? IconSun : IconMoon;
  return (
    <ActionIcon aria-label={label} title={label} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
      <Icon size={22} stroke={1.6} aria-hidden />
    </ActionIcon>
  );
}

export const Switches = () => (
  <>
    <LanguageSwitch />
    <SchemeSwitch />
  </>
);
