import { PasswordInput, type PasswordInputProps, Stack, Text } from '@mantine/core';
import { useDisclosure, useId } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import classes from './login.module.css';
import type { PasswordStrength } from './password-strength';

/** A password that can be looked at; the eye says in words what it does. */
export function PasswordField(props: PasswordInputProps) {
  const { t } = useTranslation('patient');
  const [visible, { toggle }] = useDisclosure(false);
  return (
    <PasswordInput
      {...props}
      visible={visible}
      onVisibilityChange={toggle}
      rightSectionWidth={48}
      visibilityToggleButtonProps={{
        'aria-label': visible ? t('other.hidePassword') : t('other.showPassword'),
        style: { width: 44, height: 44 },
      }}
    />
  );
}

/** A password being made, with its strength beside it. */
export function NewPasswordField({
  strength,
  ...props
}: PasswordInputProps & { strength?: PasswordStrength }) {
  return (
    <Stack gap="xs">
      <PasswordField {...props} autoComplete="new-password" required />
      <PasswordMeter strength={strength} />
    </Stack>
  );
}

const words = ['obvious', 'obvious', 'simple', 'good', 'strong'] as const;

/** Four bars and a word: the same strength the service will make. */
export function PasswordMeter({ strength }: { strength?: PasswordStrength }) {
  const { t } = useTranslation('patient');
  const label = useId();
  if (!strength) return null;
  const level = strength.short ? Math.min(strength.score, 2) : strength.score;
  const advice = strength.short ? 'short' : strength.enough ? 'fine' : 'weak';
  return (
    <div>
      <div
        className={classes.meter}
        role="meter"
        aria-labelledby={label}
        aria-valuemin={0}
        aria-valuemax={4}
        aria-valuenow={level}
        aria-valuetext={t(`strength.${words[level]!}`)}
        data-level={level}
      >
        {[1, 2, 3, 4].map((bar) => (
          <span key={bar} data-filled={bar <= Math.max(level, 1)} />
        ))}
      </div>
      <Text id={label} fz="sm" c="dimmed" role="status" data-testid="password-strength">
        <b>{t(`strength.${words[level]!}`)}.</b> {t(`strength.${advice}`)}
      </Text>
    </div>
  );
}
