import * as v from 'valibot';
import { isProblemCode, type ProblemCode } from '@mila/api';
import { safeReturnTo } from './guards';

/** Search parameters are written by anybody: a value that does not fit counts as a missing one. */
export const tolerant = <S extends v.GenericSchema>(schema: S) => v.fallback(v.optional(schema), undefined);

/** The router reads digits as a number; they are text all the same. */
export const text = tolerant(
  v.union([v.pipe(v.string(), v.nonEmpty()), v.pipe(v.number(), v.transform(String))]),
);
export const oneOf = <const T extends string>(known: T[]) => tolerant(v.picklist(known));
export const isoDate = tolerant(v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/)));
export const uuid = tolerant(v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/)));
export const problemCode = tolerant(v.custom<ProblemCode>(isProblemCode));
/** True when the parameter is there, whatever its value. */
export const flag = v.optional(v.fallback(v.literal(true), true));
/** A path inside Mila. */
export const returnTo = v.optional(
  v.pipe(v.fallback(v.string(), '/'), v.transform<string, string>(safeReturnTo)),
);
