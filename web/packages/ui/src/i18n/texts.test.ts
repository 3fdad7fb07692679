import { describe, expect, it } from 'vitest';
import { problemsRu } from '@mila/api';
import { problemsEn } from '@mila/api/problems-en';
import { missingKeys } from '../testing/keys';
import { commonEn } from './common-en';
import { commonRu } from './common-ru';

describe('texts', () => {
  it('are equal in keys in both languages, but for forms of number', () => {
    expect(missingKeys(commonRu, commonEn)).toEqual([]);
    expect(missingKeys(problemsRu, problemsEn)).toEqual([]);
  });

  it('say every refusal as a sentence, not as a code', () => {
    for (const sentence of [...Object.values(problemsRu), ...Object.values(problemsEn)])
      expect(sentence).toMatch(/^[А-ЯЁA-Z].*[.]$/s);
  });
});
