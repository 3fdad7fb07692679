import * as v from 'valibot';
import { isProblemCode, type ProblemCode } from '@mila/api';

const tolerant = <S extends v.GenericSchema>(schema: S) => v.fallback(v.optional(schema), undefined);
export const text = tolerant(v.string());
export const isoDate = tolerant(v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/)));
export const problemCode = tolerant(v.custom<ProblemCode>(isProblemCode));
