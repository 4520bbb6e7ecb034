import { dayOf } from 'shared'
import type { Money } from 'shared'

/** A month in sums, as the server says it; amounts are exact. */
export interface BillMonth {
  month: string
  in: Money
  out: Money
  days: { day: string; in: Money; out: Money }[]
  kinds: { kind: string; amount: Money; count: number }[]
}

/** The kinds in which money comes. */
export const COMES = ['TOP_UP', 'TRANSFER_IN', 'TRANSFER_BACK_IN', 'REFUND', 'WITHDRAWAL_BACK']

/** The month a moment lies in where the wallet's people live, such as 2026-11. */
export function monthOf(now: Date): string {
  return dayOf(now).slice(0, 7)
}

export function moved(month: string, by: number): string {
  const first = new Date(`${month}-01T00:00:00Z`)
  first.setUTCMonth(first.getUTCMonth() + by)
  return first.toISOString().slice(0, 7)
}

export function monthName(month: string, language: string): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString(language, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
  })
}
