import { Text } from '@mantine/core';
import { useId } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Judgement } from './judge';
import classes from './login.module.css';

const words = ['obvious', 'obvious', 'simple', 'good', 'strong'] as const;

/** Four bars and a word: the same judgement the service will make. */
export function PasswordMeter({ judgement }: { judgement?: Judgement }) {
  const { t } = useTranslation('patient');
  const label = useId();
  if (!judgement) return null;
  const level = judgement.short ? Math.min(judgement.score, 2) : judgement.score;
  const advice = judgement.short ? 'short' : judgement.enough ? 'fine' : 'weak';
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
