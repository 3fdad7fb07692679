import { describe, expect, it } from 'vitest';
import { ApiProblem, problemFrom } from './problem';
import { problemText } from './problem-text';
import { problemsRu } from './problem-texts-ru';
import { worthRetrying } from './query-client';

describe('a refusal', () => {
  it('keeps its code, its status and what the service added', () => {
    const problem = problemFrom(409, {
      code: 'slot_taken',
      title: 'Slot taken',
      starts_at: '2026-11-24T10:00:00Z',
    });
    expect(problem.code).toBe('slot_taken');
    expect(problem.status).toBe(409);
    expect(problem.extra.starts_at).toBe('2026-11-24T10:00:00Z');
  });

  it('in an unknown form is judged by its status', () => {
    expect(problemFrom(502, '<html>').code).toBe('unavailable');
    expect(problemFrom(401, undefined).code).toBe('unauthenticated');
    expect(problemFrom(409, { code: 'of_tomorrow' }).code).toBe('unknown');
    expect(problemFrom(409, { code: 'toString' }).code).toBe('unknown');
  });

  it('is worded for a person', () => {
    const t = (code: keyof typeof problemsRu) => problemsRu[code];
    expect(problemText(t, problemFrom(409, { code: 'slot_taken' }))).toContain('Выберите другое');
  });

  it('is an answer and not asked again; what passes is, three times', () => {
    expect(worthRetrying(0, new ApiProblem('slot_taken', 409))).toBe(false);
    expect(worthRetrying(0, new ApiProblem('offline', 0))).toBe(true);
    expect(worthRetrying(3, new ApiProblem('offline', 0))).toBe(false);
  });
});
