import type { ProblemCode } from './codes';
import { problemsRu } from './problem-texts-ru';

export const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.hasOwn(problemsRu, code);

export interface FieldProblem {
  field: string;
  code: string;
}

/** A refusal as the whole client knows it; `extra` holds the ids, times and money the service added. */
export class ApiProblem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly status: number,
    readonly extra: Readonly<Record<string, unknown>> = {},
    /** When the gateway says it may be tried again, by the server's clock. */
    readonly retryAt?: string,
  ) {
    super(`${status} ${code}`);
    this.name = 'ApiProblem';
  }

  /** Names of the fields a service marked as wrong. */
  get fields(): FieldProblem[] {
    return Array.isArray(this.extra.errors) ? (this.extra.errors as FieldProblem[]) : [];
  }
}

const byStatus: Record<number, ProblemCode> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  413: 'file_too_large',
  422: 'invalid',
  429: 'too_many_requests',
  500: 'internal',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

/** Reads a problem+json body; a gateway that answered in another form is judged by its status. */
export function problemFrom(status: number, body: unknown, retryAt?: string): ApiProblem {
  const { code, ...extra } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  return new ApiProblem(isProblemCode(code) ? code : (byStatus[status] ?? 'unknown'), status, extra, retryAt);
}

export const asProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : new ApiProblem('unknown', 0);

export const hasCode = (error: unknown, ...codes: ProblemCode[]): boolean =>
  error instanceof ApiProblem && codes.includes(error.code);
