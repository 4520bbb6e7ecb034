import type { Item } from './types'

/** What a list says was said last: nothing of what is read with a reason, and a sign for what has no words. */
export function lastLine(item: Item, t: (key: string) => string): string {
  if (item.lastMessage === undefined) return t('inbox.sealed')
  return item.lastMessage || t(item.channel === 'PHONE' ? 'inbox.call' : 'talk.picture')
}
