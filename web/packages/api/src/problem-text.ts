import type { ProblemCode } from './codes';
import { ApiProblem } from './problem';

/** The translator of the namespace `problems`; every code is a key of it. */
export type ProblemTranslator = (key: ProblemCode) => string;

export const problemText = (t: ProblemTranslator, problem: ProblemCode | ApiProblem): string =>
  t(problem instanceof ApiProblem ? problem.code : problem);
