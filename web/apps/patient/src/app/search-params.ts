import type { ProblemCode, VisitType } from '@mila/api';
import { isProblemCode } from '@mila/api';
import type { Filters } from '../features/search/filters';
import { safeReturnTo } from './return-to';

type Raw = Record<string, unknown>;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : typeof value === 'number' ? String(value) : undefined;
const visitType = (value: unknown): VisitType | undefined =>
  value === 'online' || value === 'clinic' ? value : undefined;
const problem = (value: unknown): ProblemCode | undefined => (isProblemCode(value) ? value : undefined);

const wayBack = (value: unknown): string | undefined =>
  value === undefined ? undefined : safeReturnTo(value);

/** Which of the two names Gosuslugi does not know. */
export type MissingNames = 'last_name' | 'first_name' | 'both';
const missing = (value: unknown): MissingNames | undefined =>
  value === 'last_name' || value === 'first_name' ? value : value ? 'both' : undefined;

export interface LoginSearch {
  return_to?: string;
  problem?: ProblemCode;
  missing?: MissingNames;
}
export const loginSearch = (raw: Raw): LoginSearch => ({
  return_to: wayBack(raw.return_to),
  problem: problem(raw.problem),
  missing: missing(raw.missing),
});

export interface TokenSearch {
  return_to?: string;
  token?: string;
}
export const tokenSearch = (raw: Raw): TokenSearch => ({
  return_to: wayBack(raw.return_to),
  token: text(raw.token),
});

export interface ProfileSearch {
  problem?: ProblemCode;
  linked?: boolean;
  joined?: boolean;
}
export const profileSearch = (raw: Raw): ProfileSearch => ({
  problem: problem(raw.problem),
  linked: raw.linked !== undefined || undefined,
  joined: raw.joined !== undefined || undefined,
});

export interface ConfirmSearch {
  return_to?: string;
  confirm?: string;
  /** The letter proves an address for notifications, not an account. */
  letters?: boolean;
}
/** The letters of a registration and of an address for notifications lead here with their token. */
export const confirmSearch = (raw: Raw): ConfirmSearch => ({
  return_to: wayBack(raw.return_to),
  confirm: text(raw.confirm),
  letters: raw.letters !== undefined || undefined,
});

const oneOf =
  <T extends string>(...known: T[]) =>
  (value: unknown): T | undefined =>
    known.find((item) => item === value);
const soon = oneOf('today', 'tomorrow', 'week');
const order = oneOf('price', 'experience');
const rubles = (value: unknown): number | undefined => {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
};

/** Without `sort` the nearest time comes first. */
export const doctorsSearch = (raw: Raw): Filters => ({
  q: text(raw.q),
  speciality: text(raw.speciality),
  clinic: text(raw.clinic),
  type: visitType(raw.type),
  price: rubles(raw.price),
  soon: soon(raw.soon),
  sort: order(raw.sort),
});

export interface ChoiceSearch {
  type?: VisitType;
  offering?: string;
  day?: string;
}
export const choiceSearch = (raw: Raw): ChoiceSearch => ({
  type: visitType(raw.type),
  offering: text(raw.offering),
  day: text(raw.day),
});

export interface RecordsSearch {
  when?: 'past';
}
export const recordsSearch = (raw: Raw): RecordsSearch => ({
  when: raw.when === 'past' ? 'past' : undefined,
});

const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined;
const id = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value) ? value : undefined;

export interface DocumentsSearch {
  kind?: 'conclusion' | 'upload';
  q?: string;
  doctor_id?: string;
  date_from?: string;
  date_to?: string;
}
export const documentsSearch = (raw: Raw): DocumentsSearch => ({
  kind: raw.kind === 'conclusion' || raw.kind === 'upload' ? raw.kind : undefined,
  q: text(raw.q)?.slice(0, 100),
  doctor_id: id(raw.doctor_id),
  date_from: day(raw.date_from),
  date_to: day(raw.date_to),
});

export interface SharesSearch {
  /** A new link is being made, or an open one is shown. */
  new?: true;
  show?: string;
}
export const sharesSearch = (raw: Raw): SharesSearch => ({
  new: raw.new ? true : undefined,
  show: id(raw.show),
});
