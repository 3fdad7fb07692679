/** Every refusal a service may answer with, and the two that only a client can meet: `offline` and `unknown`. */
export const problemCodes = [
  'unauthenticated',
  'forbidden',
  'identification_required',
  'not_found',
  'invalid',
  'idempotency_key_reused',
  'too_many_requests',
  'unavailable',
  'internal',
  'origin_refused',
  'gosuslugi_refused',
  'gosuslugi_unconfirmed',
  'gosuslugi_unavailable',
  'gosuslugi_failed',
  'login_expired',
  'account_blocked',
  'link_email_mismatch',
  'link_conflict',
  'link_email_unverified',
  'password_too_weak',
  'verification_invalid',
  'credentials_wrong',
  'slot_taken',
  'slot_unavailable',
  'offering_withdrawn',
  'too_many_holds',
  'already_booked_then',
  'not_cancellable',
  'refund_changed',
  'too_late_to_move',
  'order_not_found',
  'order_closed',
  'already_paid',
  'bank_unavailable',
  'room_closed',
  'file_too_large',
  'file_type_refused',
  'consent_required',
  'draft_changed',
  'conclusion_incomplete',
  'already_issued',
  'consultation_not_ended',
  'offline',
  'unknown',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

const known: ReadonlySet<string> = new Set(problemCodes);

export const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && known.has(code);
