import { useTranslation } from 'react-i18next';

/** What a field must hold before it is worth sending; the service has the last word. */
export function useRules() {
  const { t } = useTranslation('patient');
  return {
    required: (value: string) => (value.trim() ? null : t('other.required')),
    email: (value: string) => (/^\S+@\S+$/.test(value.trim()) ? null : t('other.emailWrong')),
    password: (value: string) => (value.length >= 10 ? null : t('other.passwordShort')),
  };
}
