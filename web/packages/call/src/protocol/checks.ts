/** A guard of one value; messages are described with guards, and their types follow from the description. */
export type Check<T> = (value: unknown) => value is T;
export type Checked<C> = C extends Check<infer T> ? T : never;

type Fields = Record<string, Check<unknown>>;
type Shape<F extends Fields> = { [K in keyof F]: Checked<F[K]> };

export const text: Check<string> = (value): value is string => typeof value === 'string';
export const flag: Check<boolean> = (value): value is boolean => typeof value === 'boolean';
export const whole: Check<number> = (value): value is number => Number.isInteger(value);

export const oneOf =
  <const T extends string>(...words: T[]): Check<T> =>
  (value): value is T =>
    (words as unknown[]).includes(value);

export const maybe =
  <T>(check: Check<T>): Check<T | null | undefined> =>
  (value): value is T | null | undefined =>
    value === null || value === undefined || check(value);

export const either =
  <A, B>(a: Check<A>, b: Check<B>): Check<A | B> =>
  (value): value is A | B =>
    a(value) || b(value);

export const listOf =
  <T>(check: Check<T>): Check<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.every(check);

export const shape =
  <F extends Fields>(fields: F): Check<Shape<F>> =>
  (value): value is Shape<F> =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, check]) => check((value as Record<string, unknown>)[name]));
