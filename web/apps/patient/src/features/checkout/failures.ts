const reasons = [
  'not_enough_money',
  'card_data',
  'confirmation_failed',
  'limit',
  'bank_unavailable',
  'time_over',
  'cancelled',
] as const;

/** The group of a refused payment that has words of its own. */
export const failureGroup = (failure?: string | null) =>
  reasons.find((reason) => reason === failure) ?? 'other';
