import type { Money } from 'shared'

export interface Person {
  id: string
  name: string
}

export interface Waiting {
  id: string
  kind: string
  proposedBy: Person
  proposedAt: string
}

/** A channel's day as it was compared last. */
export interface Day {
  id: string
  channel: string
  channelName: string
  day: string
  state: 'OPEN' | 'CLOSED'
  importState?: 'WAITING' | 'RETRYING' | 'DONE'
  nextTry?: string
  overdue: boolean
  version: number
  theirs: Money
  theirFees: Money
  ours: Money
  ourFees: Money
  corrections: Money
  feeCorrections: Money
  late: Money
  difference: Money
  feeDifference: Money
  differences: number
  open: number
  openAmount: Money
  openFees: Money
  comparedAt?: string
  closedAt?: string
}

export interface Side {
  amount: Money
  fee: Money
}

export interface Note {
  code: string
  text?: string
  by?: Person
  at: string
}

export interface Difference {
  id: string
  kind: string
  ofDay: string
  order: string
  direction: 'TOP_UP' | 'WITHDRAWAL'
  amount: Money
  fee: Money
  theirs?: Side
  ours?: Side
  flow?: { id: string; customerId: string; state: string; createdAt: string }
  said?: string
  state: 'OPEN' | 'APPROVED' | 'ENDED' | 'GONE'
  ending?: string
  owner?: Person
  mayBeTiming: boolean
  endings: string[]
  waiting?: Waiting
  notes: Note[]
}

export interface Version {
  version: number
  source: 'CHANNEL' | 'FILE'
  fileName?: string
  lines: number
  importedBy?: Person
  importedAt: string
}

/** A day with all there is to it. */
export interface Whole {
  day: Day
  versions: Version[]
  differences: Difference[]
  waiting?: Waiting
}
