/** What the API says, as documented at /v3/api-docs. Amounts are decimal strings and stay strings. */

export interface Money {
  amount: string
  asset: string
}

export interface Subject {
  kind: string
  id: string
}

export type MoneyState =
  'NOT_TAKEN' | 'HELD' | 'RETURNED' | 'ARRIVED' | 'TAKEN_BACK' | 'ARRIVES_BY' | 'CHECKING'

export interface Action {
  kind: string
  href: string
  label: string
}

export interface Failure {
  code: string
  title: string
  detail: string
  money: MoneyState
  arrivesBy?: string
  answerBy?: string
  retry: boolean
  actions: Action[]
  subject?: Subject
  support: boolean
}

export interface Problem extends Failure {
  status: number
  fields?: { name: string; detail: string }[]
  traceId?: string
  challenge?: { id: string; kinds: string[] }
  lockedUntil?: string
  claimedBy?: { id: string; name: string }
  /** Channels that work instead of the one that was asked for. */
  alternatives?: string[]
  lastSeq?: number
}

export interface Page<T> {
  items: T[]
  next?: string
}

export interface Balance {
  asset: string
  available: Money
  held: Money
  total: Money
}

export interface Step {
  at: string
  title: string
  state: 'SUCCEEDED' | 'FAILED' | 'PROCESSING'
  /** Another of the customer's movements, by which it happened. */
  movement?: string
}

export interface Movement {
  id: string
  kind: string
  title: string
  counterparty?: string
  memo?: string
  /** What oneself wrote beside it; nobody else sees it. */
  note?: string
  at: string
  amount: Money
  /** What it cost, included in the amount. */
  fee?: Money
  balanceAfter?: Money
  state: 'SUCCEEDED' | 'FAILED' | 'PROCESSING'
  failure?: Failure
  progress?: Failure
  subject: Subject
  timeline?: Step[]
  /** Until when it can be given back; absent when it cannot. */
  returnUntil?: string
  /** How much of it was given back, either way; absent when nothing. */
  givenBack?: Money
}

export interface Flow {
  id: string
  state: string
  amount: Money
  fee: Money
  total: Money
  channel: string
  destination?: string
  createdAt: string
  failure?: Failure
  progress?: Failure
  timeline: Step[]
  balances: Balance[]
}

export interface Channel {
  id: string
  name: string
  health: 'UP' | 'DEGRADED' | 'DOWN'
  /** In percent, of the calls of the last minutes. */
  successRate: number
  averageMillis: number
  notice?: string | null
  maintenance?: { from: string; until: string }
  kinds: string[]
  min: Money
  max: Money
  fee: Money
  speed: string
}

export interface BankCard {
  id: string
  bank: string
  bankName: string
  tail: string
  masked: string
  boundAt: string
}

export interface Limit {
  code: string
  title: string
  period: string
  cap: Money
  used: Money
  left: Money
  resetsAt?: string
  countsPayments: boolean
  countsWithdrawals: boolean
  /** A larger payment is confirmed by two factors and does not count. */
  upTo?: Money
}

/** What is held back for a while after a risky change. */
export interface CoolDown {
  cause: string
  until: string
  atMost: Money
  left: Money
  title: string
  detail: string
}

/** What can be done with the money before the name is verified. */
export interface BeforeName {
  available: Money
  canLeave: Money
  mayHold: Money
}

export interface Limits {
  class: string
  items: Limit[]
  coolDown?: CoolDown
  beforeName?: BeforeName
}

export interface Session {
  customerId: string
  csrfToken: string
  displayName: string
  phone: string
}

export interface Me {
  id: string
  phone: string
  displayName: string
  status: string
  verificationClass: string
  hasPaymentPin: boolean
  mayRenewPin: boolean
  passwordSetAt: string
  /** Until when the phone cannot be changed again. */
  phoneFixedUntil?: string
  coolDown?: CoolDown
  createdAt: string
}

export interface SubjectView {
  subject: Subject
  title: string
  summary: string
  amount?: Money
  state: string
  at: string
  failure?: Failure
}

export interface Conversation {
  id: string
  state: 'WAITING' | 'OPEN' | 'CLOSED'
  topic: string
  title: string
  subject?: Subject
  subjectView?: SubjectView
  code?: string
  lastMessage: string
  lastAt: string
  openedAt: string
  lastSeq: number
  unread: number
  agent?: string
  /** How far our side has what the customer wrote, and has read it. */
  otherGot: number
  otherRead: number
  /** The conversation it goes on in. */
  continuedIn?: string
  rating?: Rating
  channel: string
  asRequest: boolean
}

export interface Rating {
  score: number
  comment: string
  at: string
  /** Absent when it stays as it is. */
  changeableUntil?: string
}

export interface Line {
  id: string
  seq: number
  at: string
  author: 'CUSTOMER' | 'AGENT' | 'SYSTEM'
  authorName?: string
  text: string
  attachments: { id: string; url: string }[]
  state: 'SENT' | 'DELIVERED' | 'READ'
  internal: boolean
  clientId?: string
  /** Its author took it back: words and files are gone. */
  withdrawn?: boolean
  /** The number of the line that was taken back, on the line that says so. */
  withdraws?: number
  /** On a line the assistant wrote: what its answer is from, and whether it helped. */
  answer?: { source: string; href: string; helpful?: boolean }
}

export interface RegionHours {
  region: string
  label: string
  zone: string
  ownTime: boolean
  hours: string
  today: string
  open: boolean
  opensAt?: string
  closesAt?: string
  notice?: string
}

/** Something to know beside the hours, in a sentence. */
export interface HoursNotice {
  kind: 'PEAK' | 'PEAK_COMING' | 'HOLIDAY' | 'WAIT'
  text: string
}

export interface ServiceHours {
  open: boolean
  opensAt?: string | null
  closesAt?: string | null
  notice?: string
  expectedWaitSeconds: number | null
  waitReason?: string
  today: string
  notices: HoursNotice[]
  regions: RegionHours[]
  channels: RegionHours[]
  waits: ChannelWait[]
}

/** What to expect of one way to reach somebody; `text` says it, or why it is not known. */
export interface ChannelWait {
  channel: string
  open: boolean
  opensAt?: string
  expectedWaitSeconds?: number
  basis: 'QUEUE_NOW' | 'LAST_WEEKS' | 'ANNOUNCED' | 'UNKNOWN'
  text: string
}

export interface Notice {
  id: string
  kind: string
  title: string
  text: string
  /** What it is about. */
  subject?: Subject
  at: string
}

export interface Dispute {
  id: string
  subject: Subject
  stage: 'OPENED' | 'EVIDENCE' | 'REVIEW' | 'DECIDED' | 'APPEAL' | 'CLOSED'
  openedAt: string
  dueAt: string
  reason: string
  story: string
  outcome?: 'FOR_CUSTOMER' | 'FOR_MERCHANT' | 'SPLIT'
  note?: string
  evidence: { kind: string; sha256: string; at: string }[]
}

export interface SecurityEvent {
  id: string
  kind: string
  title: string
  device: string
  address: string
  place: string
  at: string
  disowned: boolean
}

export interface Unfreezing {
  state: 'PROPOSED' | 'APPROVED' | 'DECLINED' | 'WITHDRAWN' | 'EXPIRED'
  proposedBy: string
  proposedAt: string
  reason: string
  decidedBy?: string
  decidedAt?: string
  note?: string
}

export interface Freeze {
  id: string
  cause: 'CUSTOMER' | 'RISK' | 'LAW'
  since: string
  liftedAt?: string
  title: string
  reason: string
  remedy: string
  appeal: string
  unfreezing?: Unfreezing
}
