import type { Money } from 'shared'
import type { Change } from './types'

/** What the risk calls of the desk answer. */
export type Outcome = 'ALLOW' | 'STEP_UP' | 'REVIEW' | 'REFUSE'

export type ReviewState =
  'OPEN' | 'RELEASED' | 'RETURNED' | 'UNANSWERED' | 'CANCELLED' | 'PAYEE_GONE'

export interface ReviewLine {
  id: string
  kind: 'TRANSFER' | 'WITHDRAWAL'
  amount: Money
  payer: string
  payee: string
  why: string[]
  state: ReviewState
  createdAt: string
  answerBy: string
  decidedAt?: string
  decidedBy?: string
}

export interface Party {
  id: string
  name: string
  phone: string
  status: string
  since: string
  movements: { id: string; title: string; amount: Money; at: string; state: string }[]
}

export interface Review {
  id: string
  kind: 'TRANSFER' | 'WITHDRAWAL'
  amount: Money
  state: ReviewState
  createdAt: string
  answerBy: string
  why: { rule: string; outcome: Outcome; title: string; facts: string }[]
  payer: Party
  payee?: Party
  to: string
  device?: { name: string; knownSince: string }
  decidedAt?: string
  decidedBy?: string
  note?: string
}

export interface Rule {
  code: string
  title: string
  says: string
  enabled: boolean
  outcome: Outcome
  parameters: Record<string, number>
}

export interface RuleChange extends Change {
  before: string
  after: string
}

export interface ReportedPayee {
  id: string
  kind: 'CUSTOMER' | 'PHONE' | 'CARD'
  shown: string
  why: string
  listed: boolean
  removed: boolean
  removalAsked: boolean
  state: 'PROPOSED' | 'APPROVED' | 'DECLINED' | 'WITHDRAWN' | 'EXPIRED'
  addedBy: string
  approvedBy?: string
  draftedAt: string
}

export interface Firing {
  id: string
  attempt: string
  kind: string
  amount: Money
  payer: string
  outcome: Outcome
  why: { rule: string; outcome: Outcome; title: string; facts: string }[]
  at: string
}

const IN_YUAN = new Set(['amount', 'sum'])

export function isMoney(parameter: string): boolean {
  return IN_YUAN.has(parameter)
}

/** A parameter as it is typed: money in yuan, everything else as it is. */
export function typed(parameter: string, value: number): string {
  return isMoney(parameter) ? (value / 100).toFixed(2) : String(value)
}

/** What was typed as it is sent; undefined when it is no number. */
export function sent(parameter: string, text: string): number | undefined {
  const clean = text.trim()
  if (isMoney(parameter)) {
    const found = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(clean)
    return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : undefined
  }
  return /^\d{1,6}$/.test(clean) ? Number(clean) : undefined
}
