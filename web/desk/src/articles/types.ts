/** What the desk's calls about help articles answer. */
export const ARTICLES = '/api/v1/desk/help-articles'

export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export const WANTED = [
  'ANY',
  'LIVE',
  'DRAFT',
  'IN_REVIEW',
  'SENT_BACK',
  'OFFERED',
  'BEHIND',
  'WITHDRAWN',
  'NEW',
] as const

export type State = 'OFFERED' | 'DRAFT' | 'IN_REVIEW' | 'SENT_BACK' | 'PUBLISHED' | 'DROPPED'

export const TONES: Record<string, string> = {
  LIVE: 'ok',
  NEW: '',
  WITHDRAWN: 'bad',
  PUBLISHED: '',
  DRAFT: 'warn',
  IN_REVIEW: 'fox',
  SENT_BACK: 'bad',
  OFFERED: 'fox',
  DROPPED: '',
}

export interface Line {
  slug: string
  language: Language
  title: string
  topic: string
  standing: 'LIVE' | 'WITHDRAWN' | 'NEW'
  live?: number
  publishedAt?: string
  open: { number: number; state: State; by: string; at: string }[]
  offered?: number
  behind: boolean
  votes: { helped: number; notHelped: number; helpedLately: number; notHelpedLately: number }
}

export interface Text {
  title: string
  topic: string
  asks: string[]
  related: string[]
  body: string
}

export interface Listed {
  number: number
  state: State
  source: 'PRODUCT' | 'DESK'
  from?: number
  title: string
  note: string
  writtenBy: string
  writtenAt: string
  publishedBy?: string
  publishedAt?: string
}

export interface Version extends Listed {
  slug: string
  language: Language
  text: Text
  revision: number
  mine: boolean
}

export interface Whole {
  article: Line
  versions: Listed[]
  events: { number: number; act: string; by: string; note: string; at: string }[]
  comments: { helped: boolean; text: string; at: string }[]
}

export interface Fault {
  field: string
  sentence: string
}

/** The address of an article among the desk's calls. */
export function callOf(one: { slug: string; language: string }, version?: number): string {
  const article = `${ARTICLES}/${one.slug}/${one.language}`
  return version === undefined ? article : `${article}/versions/${version}`
}

/** As the address bar has it: language and slug. A dot in it would make it a file's name. */
export function idOf(one: { slug: string; language: string }): string {
  return `${one.language}-${one.slug}`
}

/** A text as lines, to be compared. */
export function lines(text: Text): string {
  const head = [text.title, ...text.asks.map((ask) => `? ${ask}`)]
  return [...head, `→ ${text.related.join(', ')}`, text.topic, '', text.body, ''].join('\n')
}
