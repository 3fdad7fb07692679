import { expect, it } from 'vitest';
import { problemsRu } from '@mila/api';
import { problemsEn } from '@mila/api/problems-en';

it('says every refusal as a sentence, not as a code', () => {
  for (const sentence of [...Object.values(problemsRu), ...Object.values(problemsEn)])
    expect(sentence).toMatch(/^[А-ЯЁA-Z].*[.]$/s);
});
