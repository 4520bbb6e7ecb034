import type {
  Balance,
  Freeze,
  Limit,
  Line,
  Movement,
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

export interface Item {
  id: string
  state: 'WAITING' | 'OPEN' | 'CLOSED'
  topic: string
  title: string
  channel: string
  subject?: Subject
  subjectView?: SubjectView
  code?: string
  lastSeq: number
  unread: number
  lastMessage: string
  lastAt: string
  openedAt: string
  waitingSince?: string
  claimedBy?: { id: string; name: string }
  customer?: { id: string; name: string; phone: string }
  guest: boolean
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
}

export interface Proposal {
  id: string
  kind: string
  target: string
  title: string
  customerId?: string
  reason: string
  evidence: string
  state: 'PROPOSED' | 'APPROVED' | 'DECLINED' | 'WITHDRAWN'
  proposedBy: { id: string; name: string }
  proposedAt: string
  decidedBy?: { id: string; name: string }
  decidedAt?: string
  note?: string
  mayDecide: boolean
  own: boolean
}

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
