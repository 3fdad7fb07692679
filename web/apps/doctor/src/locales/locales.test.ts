import { expect, it } from 'vitest';
import { missingKeys } from '../../../../packages/ui/src/testing/keys';
import { doctorEn } from './en';
import { doctorRu } from './ru';

it('every text of the doctor is in both languages', () => {
  expect(missingKeys(doctorRu, doctorEn)).toEqual([]);
});
