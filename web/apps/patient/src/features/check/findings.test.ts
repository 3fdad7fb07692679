import { expect, test } from 'vitest';
import { type Finding, type Level, type Part, verdict } from './findings';

const found = (levels: Partial<Record<Part, Level>>): Finding[] =>
  Object.entries(levels).map(([part, level]) => ({ part: part as Part, level, code: 'any' }));

test('one sentence says whether and how a consultation is possible (R111, R114)', () => {
  expect(verdict(found({ browser: 'good', network: 'good', microphone: 'good', camera: 'good' }))).toBe(
    'ready',
  );
  expect(verdict(found({ microphone: 'good', camera: 'bad' }))).toBe('audio');
  expect(verdict(found({ microphone: 'bad', camera: 'bad' }))).toBe('chat');
  expect(verdict(found({ network: 'bad', microphone: 'good' }))).toBe('trouble');
  expect(verdict(found({ network: 'warn', microphone: 'good', camera: 'good' }))).toBe('trouble');
  expect(verdict(found({ speaker: 'asked', microphone: 'good', camera: 'good' }))).toBe('ready');
});
