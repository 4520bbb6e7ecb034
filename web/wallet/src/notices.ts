import type { Notice } from 'shared'

/** Whose subject is a movement of one's own bills. */
const MOVEMENTS = ['TOP_UP', 'WITHDRAWAL', 'TRANSFER', 'PAYMENT', 'REFUND', 'ATTEMPT']

/** Where to, when the subject does not say it or there is none. */
const BY_KIND: [RegExp, string][] = [
  [/^(WELCOME|NEW_PIN_ALLOWED)$/, '/settings/pin'],
  [/^PAYMENT_(ASKED|DECLINED)$/, '/requests'],
  [/^FEEDBACK_/, '/feedback'],
  [/^(CLASS|CHECK)_/, '/verification'],
  [/^LIMIT_RAISED$/, '/limits'],
  [/^ADJUSTED_/, '/bills'],
  [/^PASSKEY_COPIED$/, '/settings/passkeys'],
]

const TROUBLE = /_(FAILED|REFUSED|RETURNED|TAKEN|CHARGED_BACK|PAID_AFTER_ALL)$|^ACCOUNT_FROZEN_/

/** The page of what a notice is about; what concerns the account's safety is the most. */
export function wayTo({ kind, subject }: Notice): string {
  if (subject && MOVEMENTS.includes(subject.kind)) return '/bills/' + subject.id
  if (subject?.kind === 'DISPUTE') return '/disputes/' + subject.id
  return BY_KIND.find(([kinds]) => kinds.test(kind))?.[1] ?? '/safety'
}

/** Whether it tells of something that failed or was taken away, so that one may want to ask. */
export function isTrouble({ kind, subject }: Notice): boolean {
  return subject !== undefined && TROUBLE.test(kind)
}
