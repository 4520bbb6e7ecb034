import type { Item } from './types'

/** How each conversation was when it was last seen in the list, also of those that have left it since. */
export type Known = ReadonlyMap<string, Item>

export function known(before: Known | undefined, now: Item[]): Known {
  return new Map([...(before ?? []), ...now.map((item) => [item.id, item] as const)])
}

/**
 * Those whose customer waits with something unread, where it is mine to answer or nobody's yet: it was said since, or
 * became mine since, whoever gave it to me. A list that is seen for the first time has no news.
 */
export function news(before: Known | undefined, now: Item[], staffId: string): Item[] {
  if (!before) return []
  return now.filter((item) => {
    const mine = item.claimedBy?.id === staffId
    if (item.unread === 0 || !item.waitingSince || (item.claimedBy && !mine)) return false
    const earlier = before.get(item.id)
    if (!earlier || item.lastSeq > earlier.lastSeq) return true
    return mine && earlier.claimedBy?.id !== staffId
  })
}
