import type { Movement, Money, Step } from 'shared'

/** Somebody who has part in a movement, masked; a merchant has no phone. */
export interface Party {
  id: string
  name: string
  phone?: string
}

/** A movement in a list of anybody's. */
export type Hit = Movement & { customer: Party }

interface Change {
  account: string
  step: string
  amount: Money
  held: Money
  after: Money
}

interface Posting {
  id: string
  kind: string
  at: string
  refused: boolean
  changes: Change[]
  hold?: {
    state: 'HELD' | 'CAPTURED' | 'RELEASED' | 'EXPIRED'
    amount: Money
    captured: Money
    expiresAt?: string
  }
}

/** All there is about one movement. */
export type Opened = Movement & {
  customer: Party
  other?: Party
  timeline: Step[]
  postings: Posting[]
  order?: {
    id: string
    channel: string
    channelName: string
    state: string
    verdict?: string
    queries: number
    answerBy: string
    callbacks: { said: string; at: string; contradicts: boolean }[]
  }
  linked: { movement: Movement; givesBack: boolean }[]
  disputes: { id: string; reason: string; stage: string; at: string }[]
  conversations: { id: string; state: string; at: string; lastText: string }[]
}

export const KINDS = [
  'TOP_UP',
  'WITHDRAWAL',
  'TRANSFER_OUT',
  'TRANSFER_IN',
  'TRANSFER_BACK_OUT',
  'TRANSFER_BACK_IN',
  'PAYMENT',
  'REFUND',
] as const

/** The subjects that are movements. */
const MOVEMENTS = ['TOP_UP', 'WITHDRAWAL', 'TRANSFER', 'PAYMENT', 'REFUND', 'ATTEMPT']

export function isMovement(kind?: string): boolean {
  return kind !== undefined && MOVEMENTS.includes(kind)
}

/** The day after one that is included, as a search wants the end of its period. */
export function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.toISOString().slice(0, 10)
}
