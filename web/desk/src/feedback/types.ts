export const KINDS = ['IDEA', 'BUG', 'COMPLAINT', 'PRAISE', 'OTHER'] as const
export const STATES = ['RECEIVED', 'READ', 'UNDER_REVIEW', 'PLANNED', 'DONE', 'DECLINED'] as const
export const SOURCES = [
  'APP',
  'SITE',
  'CHAT',
  'PHONE',
  'EMAIL',
  'WECHAT',
  'WECOM',
  'QQ',
  'WEIBO',
  'OTHER',
] as const

/** What everybody reads of a piece of feedback. */
export interface Published {
  titleZh: string
  titleEn: string
  textZh: string
  textEn: string
  answerZh: string
  answerEn: string
}

export interface Feedback {
  id: string
  /** Whether its writer hears of it, in the wallet or in its conversation. */
  followed: boolean
  kind: (typeof KINDS)[number]
  text: string
  attachmentIds: string[]
  source: (typeof SOURCES)[number]
  conversationId?: string
  state: (typeof STATES)[number]
  at: string
  mergedInto?: string
  votes: number
  followers: number
  published?: Published
  replies: { author: string; text: string; at: string }[]
}

export const FEEDBACK = '/api/v1/desk/feedback'

/** The colour only helps: the state is in words. */
export const TONES: Partial<Record<Feedback['state'], string>> = {
  RECEIVED: 'warn',
  DONE: 'ok',
  PLANNED: 'fox',
}
