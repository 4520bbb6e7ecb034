/** What the desk's calls about impostors and official contacts answer. */
export const HOT_KINDS = ['DOMAIN', 'PHONE', 'ACCOUNT', 'EMAIL', 'PHRASE'] as const
export type HotKind = (typeof HOT_KINDS)[number]

export const CONTACT_KINDS = ['PHONE', 'EMAIL', 'WECHAT', 'QQ', 'WEIBO', 'DOMAIN'] as const
export type ContactKind = (typeof CONTACT_KINDS)[number]

export interface HotEntry {
  id: string
  kind: HotKind
  value: string
  why: string
  source: 'STAFF' | 'IMPORT' | 'REPORT'
  addedBy: string
  since: string
  removal?: { by: string; at: string; why: string }
}

export interface Imported {
  added: number
  there: number
  refused: { line: number; text: string; why: string }[]
}

export interface Suggested {
  kind: HotKind
  value: string
}

export interface ReportLine {
  report: {
    id: string
    origin: 'WALLET' | 'SITE'
    cameBy: string
    value: string
    story: string
    verdict: 'OFFICIAL' | 'UNKNOWN' | 'SUSPICIOUS' | 'IMPOSTOR'
    conversationId?: string
    reportedAt: string
    state: 'OPEN' | 'CONFIRMED' | 'DISMISSED'
    decidedBy?: string
    decidedAt?: string
  }
  suggestions: Suggested[]
}

export interface OfficialContact {
  kind: ContactKind
  value: string
}

export interface Registry {
  inUse: OfficialContact[]
  past: { contact: OfficialContact; since: string; until: string }[]
  changes: {
    id: string
    act: 'ADD' | 'RETIRE'
    contact: OfficialContact
    why: string
    askedBy: string
    askedAt: string
    approvedBy?: string
    appliedAt?: string
  }[]
}
