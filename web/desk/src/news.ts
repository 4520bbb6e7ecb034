import type { Item } from './types'

/** Those in which a customer wrote something new that is mine to answer, or nobody's yet. */
export function news(before: Item[] | undefined, now: Item[], staffId: string): Item[] {
  if (!before) return []
  const known = new Map(before.map((item) => [item.id, item]))
  return now.filter((item) => {
    if (item.claimedBy && item.claimedBy.id !== staffId) return false
    const earlier = known.get(item.id)
    if (!earlier) return item.state === 'WAITING' && item.unread > 0
    return item.unread > earlier.unread && item.waitingSince !== undefined
  })
}
