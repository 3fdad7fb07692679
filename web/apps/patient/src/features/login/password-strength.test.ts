import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PasswordRules } from '@mila/api';
import { strengthMeterOf } from './password-strength';

const identity = join(import.meta.dirname, '../../../../../../services/identity');
const read = (path: string) => readFileSync(join(identity, path), 'utf8');
const judged = JSON.parse(read('tests/passwords.json')) as Record<'personal' | 'weak' | 'good', string[]>;
const rules: PasswordRules = {
  shortest: 10,
  longest: 128,
  context: [
    ...read('src/identity/domain/strength.py')
      .match(/CONTEXT = \(([^)]*)\)/)![1]!
      .matchAll(/"([^"]+)"/g),
  ].map((found) => found[1]!),
  common: read('src/identity/texts/common-passwords.txt').split('\n').filter(Boolean),
};

describe('the meter of passwords (R031)', () => {
  const judge = strengthMeterOf(rules);

  it.each(judged.weak)('refuses «%s», as the service does', (password) => {
    expect(judge(password, judged.personal).enough).toBe(false);
  });

  it.each(judged.good)('takes «%s», as the service does', (password) => {
    expect(judge(password, judged.personal).enough).toBe(true);
  });
});
