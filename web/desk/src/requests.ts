/** What the desk's calls about requests, calls and reports answer. */
export type RequestState =
  'SUBMITTED' | 'IN_PROGRESS' | 'WAITING_FOR_CUSTOMER' | 'RESOLVED' | 'CLOSED' | 'CONVERSATION'

export interface Person {
  id: string
  name: string
}

export interface RequestLine {
  request: {
    id: string
    number: string
    topic: string
    title: string
    state: RequestState
    turn: 'OURS' | 'CUSTOMER' | 'NOBODY'
    complaint: boolean
    dueAt?: string
    late: boolean
    until?: string
    submittedAt: string
    changedAt: string
    resolvedAt?: string
    lastMessage: string
    lastAt: string
  }
  customer?: Person
  claimedBy?: Person
}

export interface OneRequest {
  line: RequestLine
  byStaff: boolean
  reopened: number
  answers: { code: string; label: string; value: string }[]
  links: { kind: string; back: boolean; id: string; number: string; state: string; title: string }[]
  changes: {
    what: string
    before: string
    after: string
    note: string
    by: string
    name?: string
    at: string
  }[]
  moves: RequestState[]
}

export interface PhoneCall {
  id: string
  direction: 'IN' | 'OUT'
  aboutId?: string
  customer?: Person & { phone: string }
  agent: string
  own: boolean
  /** What I read out, in both languages, where the customer's wallet shows it. */
  agentPhrase: string[]
  startedAt: string
  knownAt?: string
  endedAt?: string
  seconds: number
  outcome?: string
  summary: string
}

export interface Figures {
  days: { day: string; conversations: number; requests: number; calls: number; closed: number }[]
  topics: { topic: string; conversations: number; requests: number }[]
  channels: { channel: string; conversations: number }[]
  waits: {
    answered: number
    unanswered: number
    waiting: number
    medianSeconds?: number
    p90Seconds?: number
  }
  levels: {
    kind: string
    met: number
    missed: number
    metPercent?: number
    medianSeconds?: number
  }[]
  ratings: { count: number; average?: number; stars: number[] }
  agents: {
    id: string
    name: string
    answered: number
    medianSeconds?: number
    requests: number
    calls: number
    callSeconds: number
    ratings: number
    average?: number
  }[]
  requests: {
    submitted: number
    solved: number
    open: number
    late: number
    reopened: number
    complaints: number
    medianDays?: number
  }
}

export interface Disclosure {
  year: number
  total: number
  closed: number
  closedPercent?: number
  medianDays?: number
  kinds: {
    topic: string
    total: number
    closed: number
    closedPercent?: number
    medianDays?: number
  }[]
}

export const OUTCOMES = [
  'SOLVED',
  'CALL_BACK',
  'REQUEST',
  'NO_ANSWER',
  'WRONG_NUMBER',
  'CUT_OFF',
] as const

/** Four and four, as a number is read aloud. */
export function spoken(number: string): string {
  return `${number.slice(0, 4)} ${number.slice(4)}`
}

/** A day so many days before another, as the address has days. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
}

/** Today in Beijing. */
export function today(now = Date.now()): string {
  return new Date(now + 8 * 3_600_000).toISOString().slice(0, 10)
}
