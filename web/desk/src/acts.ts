/** What two people do to an account's money, who may propose it, and why it may be done, by the names the server has. */
export const ACTS = [
  { kind: 'REFUND', roles: ['AGENT', 'SUPERVISOR', 'FINANCE'] },
  { kind: 'RAISE_LIMIT', roles: ['AGENT', 'SUPERVISOR', 'RISK'] },
  { kind: 'ADJUST', roles: ['FINANCE'] },
] as const

export type ActKind = (typeof ACTS)[number]['kind']

const MONEY_CODES = [
  'GOODWILL',
  'FEE_ERROR',
  'DUPLICATE_CHARGE',
  'BANK_ERROR',
  'COMPLAINT',
  'DISPUTE_WON',
  'OTHER',
] as const

export const CODES: Record<ActKind, readonly string[]> = {
  ADJUST: MONEY_CODES,
  REFUND: MONEY_CODES,
  RAISE_LIMIT: ['LARGE_PURCHASE', 'FAMILY_OR_MEDICAL', 'BUSINESS', 'COMPLAINT', 'OTHER'],
}

/** For how long a limit may be higher. */
export const LONGEST_DAYS = 30
