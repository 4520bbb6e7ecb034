import type {
  Balance,
  Freeze,
  Limit,
  Line,
  Money,
  Movement,
  Rating,
  SecurityEvent,
  Subject,
  SubjectView,
} from 'shared'

/** What the desk's calls answer. */
export interface Staff {
  staffId: string
  name: string
  roles: string[]
  csrfToken: string
}

/** By when something in a conversation is due; no due time while it waits for the customer. */
export interface ServiceClock {
  kind: 'FIRST' | 'NEXT' | 'RESOLUTION'
  state: 'RUNNING' | 'WARNED' | 'MISSED' | 'PAUSED'
  dueAt?: string
  targetSeconds: number
}

export interface Item {
  id: string
  state: 'WAITING' | 'OPEN' | 'CLOSED'
  topic: string
  title: string
  channel: string
  asRequest: boolean
  /** Its call is still under way, and ended where it is logged. */
  onCall: boolean
  subject?: Subject
  subjectView?: SubjectView
  code?: string
  lastSeq: number
  unread: number
  /** What was said last, where it waits or is in hand. */
  lastMessage?: string
  lastAt: string
  openedAt: string
  waitingSince?: string
  priority: 'URGENT' | 'HIGH' | 'NORMAL' | 'LOW'
  clocks: ServiceClock[]
  claimedBy?: { id: string; name: string }
  customer?: { id: string; name: string; phone: string }
  guest: boolean
  language: string
  /** How far the customer has what was written, and has read it. */
  customerGot: number
  customerRead: number
  tags: string[]
  humanAskedAt?: string
  snoozedUntil?: string
  continuedIn?: string
  rating?: Rating
}

/** Somebody who can be named in a note, and be given a conversation. */
export interface Colleague {
  id: string
  username: string
  name: string
}

/** A note that names oneself. */
export interface Mention {
  conversationId: string
  seq: number
  at: string
  seen: boolean
  author?: string
  text: string
}

export interface Panel {
  id: string
  name: string
  phone: string
  status: string
  verificationClass: string
  joinedAt: string
  balances: Balance[]
  limits: Limit[]
  movements: Movement[]
  security: SecurityEvent[]
  freezes: Freeze[]
  cases: {
    kind: 'DISPUTE' | 'PROPOSAL' | 'REQUEST'
    id: string
    title: string
    detail: string
    at: string
    dueAt?: string
  }[]
  conversations: {
    id: string
    state: 'WAITING' | 'OPEN' | 'CLOSED'
    topic: string
    agent?: string
    openedAt: string
    lastAt: string
  }[]
  devices: { name: string; address: string; place: string; since: string; seenAt: string }[]
}

/** Somebody who works here. */
export interface Member {
  id: string
  username: string
  name: string
  roles: string[]
  state: 'INVITED' | 'ACTIVE' | 'DISABLED'
  twoFactor: boolean
  createdAt: string
  seenAt?: string
  disabledAt?: string
  disabledBy?: string
  disabledReason?: string
  own: boolean
}

export const ROLES = [
  'AGENT',
  'SUPERVISOR',
  'RISK',
  'FINANCE',
  'EDITOR',
  'AUDITOR',
  'ADMIN',
] as const

/** A line of the audit trail. */
export interface AuditLine {
  number: number
  at: string
  actor: string
  actorName?: string
  action: string
  subject: string
  subjectName?: string
  details: Record<string, string>
  hash: string
}

export interface Proposal {
  id: string
  kind: string
  target: string
  title: string
  customerId?: string
  /** The one thing it is about, such as the payment a refund is of. */
  subject?: { kind: string; id: string }
  reason: string
  evidence: string
  checks: string[]
  state: 'PROPOSED' | 'APPROVED' | 'DECLINED' | 'WITHDRAWN' | 'EXPIRED'
  proposedBy: { id: string; name: string }
  proposedAt: string
  decidedBy?: { id: string; name: string }
  decidedAt?: string
  note?: string
  /** What became of an approved one that is done after the approval. */
  outcome?: { how: 'UNDER_WAY' | 'DONE' | 'REFUSED'; refused?: string }
  mayDecide: boolean
  own: boolean
}

/** A sign-in a guest asks about; no customer when nobody registered the phone. */
export interface SignInAsked {
  id: string
  kind: string
  title: string
  at: string
  device: string
  address: string
  lockedUntil?: string
  customerId?: string
  name?: string
  phone?: string
}

/** What customers are told about a payment channel. */
export interface ChannelNotice {
  id: string
  channel: string
  kind: 'PLANNED' | 'EMERGENCY'
  stops: boolean
  textZh: string
  textEn: string
  startsAt: string
  endsAt: string
  withdrawnAt?: string
}

/** Something a channel said against its own first final answer. */
export interface Contradiction {
  flowId: string
  channel: string
  amount: Money
  state: string
  said: 'DONE' | 'FAILED'
  at: string
}

/** How a simulated bank is steered. */
export interface Steering {
  id: string
  mode: string
  fee: Money
  statement: string
  rejectCode?: string
}

/** What two people can put right for somebody who cannot get in. */
export const ACCESS_KINDS = [
  'UNLOCK',
  'ALLOW_PASSWORD_RESET',
  'ALLOW_NEW_PIN',
  'REMOVE_SECOND_FACTOR',
  'CHANGE_PHONE',
  'CLOSE_ACCOUNT',
] as const

/** How to tell that somebody is who they say. */
export const CHECKS = [
  'CALLED_BACK',
  'NAME_MATCHES',
  'MOVEMENTS_NAMED',
  'MONTH_NAMED',
  'DOCUMENT_SEEN',
  'FACE_SEEN',
] as const

export interface Verification {
  id: string
  customerId: string
  name: string
  identityNumber: string
  phone: string
  verificationClass: string
  state: string
  askedAt: string
  answerBy?: string
  documentUntil?: string
  documents: { id: string; side: 'FRONT' | 'BACK' | 'FACE' }[]
  proposedBy?: string
}

export type { Line }

/** A change that one member of staff proposed and another decides on. */
export interface Change {
  id: string
  title: string
  state: 'PROPOSED' | 'APPROVED' | 'DECLINED' | 'WITHDRAWN' | 'EXPIRED'
  reason: string
  proposedBy: string
  decidedBy?: string
  draftedAt: string
}
