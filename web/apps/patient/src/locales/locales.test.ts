import { expect, it } from 'vitest';
import { missingKeys } from '../../../../packages/ui/src/testing/keys';
import { patientEn } from './en';
import { patientRu } from './ru';

it('every text of the patient is in both languages', () => {
  expect(missingKeys(patientRu, patientEn)).toEqual([]);
});
