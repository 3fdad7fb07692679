import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys, passwordRulesQuery } from '@mila/api';
import type { PasswordStrength } from './password-strength';

/** What a field must hold before it is worth sending; the service has the last word. */
export function useRules() {
  const { t } = useTranslation('patient');
  return {
    required: (value: string) => (value.trim() ? null : t('other.required')),
    email: (value: string) => (/^\S+@\S+$/.test(value.trim()) ? null : t('other.emailWrong')),
    newPassword: (value: string, strength?: PasswordStrength) => {
      if (value.length < 10) return t('other.passwordShort');
      return strength && !strength.enough ? t('other.passwordWeak') : null;
    },
  };
}

/** How good a new password is; undefined while it is unknown, and then the service alone decides. */
export function usePasswordStrength(password: string, personal: string[]): PasswordStrength | undefined {
  const cache = useQueryClient();
  const { data: judge } = useQuery({
    queryKey: keys.passwordStrength,
    queryFn: async () => {
      const [{ strengthMeterOf }, rules] = await Promise.all([
        import('./password-strength'),
        cache.ensureQueryData(passwordRulesQuery),
      ]);
      return strengthMeterOf(rules);
    },
    enabled: password !== '',
    staleTime: Infinity,
    structuralSharing: false,
  });
  return password ? judge?.(password, personal) : undefined;
}
