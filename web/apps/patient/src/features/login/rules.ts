import { useTranslation } from 'react-i18next';
import type { Judgement } from './judge';

/** What a field must hold before it is worth sending; the service has the last word. */
export function useRules() {
  const { t } = useTranslation('patient');
  return {
    required: (value: string) => (value.trim() ? null : t('other.required')),
    email: (value: string) => (/^\S+@\S+$/.test(value.trim()) ? null : t('other.emailWrong')),
    newPassword: (value: string, judgement?: Judgement) => {
      if (value.length < 10) return t('other.passwordShort');
      return judgement && !judgement.enough ? t('other.passwordWeak') : null;
    },
  };
}
