/** What makes work quicker, as the desk's calls have it. */
export const TOOLS = '/api/v1/desk/tools'

export const KINDS = ['ANSWER', 'MACRO', 'RULE', 'VIEW'] as const
export type Kind = (typeof KINDS)[number]

export const ACTS = [
  'TAKE',
  'ASSIGN',
  'REPLY',
  'NOTE',
  'TAG',
  'UNTAG',
  'PRIORITY',
  'FEEDBACK',
  'CLOSE',
] as const
export type ActKind = (typeof ACTS)[number]

export const PRIORITIES = ['URGENT', 'HIGH', 'NORMAL', 'LOW'] as const
export const WHENS = ['OPENED', 'CUSTOMER_WROTE', 'AGENT_WROTE'] as const
export const STATES = ['NOT_CLOSED', 'WAITING', 'OPEN', 'CLOSED'] as const
export const HOLDERS = ['ANYBODY', 'ME', 'NOBODY'] as const
export const VARIABLES = ['customer', 'agent', 'amount', 'subject', 'time', 'topic'] as const
export const TOPICS = [
  'SIGN_IN',
  'CODE',
  'LOCK',
  'VERIFICATION',
  'LIMIT',
  'TOP_UP',
  'WITHDRAWAL',
  'PAYMENT',
  'REFUND',
  'SAFETY',
  'PHISHING',
  'DISPUTE',
  'LEGAL',
  'HOURS',
  'CONTACT',
  'FEEDBACK',
  'PRIVACY',
  'OTHER',
] as const

export interface Act {
  kind: ActKind
  textZh?: string
  textEn?: string
  tags?: string[]
  priority?: string
  staffId?: string
  feedbackKind?: string
}

export interface Answer {
  textZh: string
  textEn: string
  topic?: string
}

export interface Rule {
  when: (typeof WHENS)[number]
  topics: string[]
  words: string[]
  guest?: boolean
  open?: boolean
  acts: Act[]
}

export interface Filter {
  state: (typeof STATES)[number]
  holder: (typeof HOLDERS)[number]
  topics: string[]
  priorities: string[]
  tags: string[]
  guest?: boolean
  unanswered?: boolean
}

export interface Tool {
  id: string
  kind: Kind
  mine: boolean
  nameZh: string
  nameEn: string
  shortcut?: string
  answer?: Answer
  macro?: { acts: Act[] }
  rule?: Rule
  view?: { filter: Filter }
  enabled: boolean
  version: number
  changedAt: string
}

export interface ToolChange {
  id: string
  version: number
  what: 'CREATED' | 'CHANGED' | 'REMOVED'
  before?: string
  after?: string
  reason: string
  by: string
  at: string
}

export interface Firing {
  conversation: string
  seq: number
  outcome: 'DONE' | 'REFUSED' | 'TOO_MANY'
  detail: string
  at: string
}

export interface DryRun {
  lookedAt: number
  whole: boolean
  fits: number
  conversations: number
  lines: { conversation: string; seq: number; topic: string; at: string }[]
}

export interface ViewCount {
  id: string
  mine: boolean
  nameZh: string
  nameEn: string
  /** Of the latest that were looked at. */
  count: number
  whole: boolean
}

/** What a new tool of a kind begins with. */
export function fresh(kind: Kind): Tool {
  const tool: Tool = {
    id: '',
    kind,
    mine: kind !== 'RULE',
    nameZh: '',
    nameEn: '',
    enabled: true,
    version: 0,
    changedAt: '',
  }
  if (kind === 'ANSWER') return { ...tool, shortcut: '', answer: { textZh: '', textEn: '' } }
  if (kind === 'MACRO') return { ...tool, macro: { acts: [{ kind: 'REPLY' }] } }
  if (kind === 'RULE')
    return {
      ...tool,
      enabled: false,
      rule: { when: 'OPENED', topics: [], words: [], acts: [{ kind: 'TAG', tags: [] }] },
    }
  return {
    ...tool,
    view: {
      filter: { state: 'NOT_CLOSED', holder: 'ANYBODY', topics: [], priorities: [], tags: [] },
    },
  }
}

/** Words that stand between commas, as somebody types them. */
export function listed(text: string): string[] {
  return text
    .split(/[,，、\n]/)
    .map((one) => one.trim())
    .filter(Boolean)
}
