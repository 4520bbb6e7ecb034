import { describe, expect, it } from 'vitest'
import { news } from './news'
import type { Item } from './types'

function item(id: string, unread: number, more: Partial<Item> = {}): Item {
  return { id, unread, state: 'WAITING', waitingSince: '2026-01-01T00:00:00Z', ...more } as Item
}

const mine = { id: 'me', name: '周晓' }
const theirs = { id: 'other', name: '刘洋' }

describe('what is new for somebody at the desk', () => {
  it('is nothing at first', () => {
    expect(news(undefined, [item('a', 3)], 'me')).toEqual([])
  })

  it('is a new conversation that waits, and a line in one of mine', () => {
    const before = [item('a', 1, { state: 'OPEN', claimedBy: mine })]
    const now = [item('a', 2, { state: 'OPEN', claimedBy: mine }), item('b', 1)]
    expect(news(before, now, 'me').map((one) => one.id)).toEqual(['a', 'b'])
  })

  it('is not what a colleague answers, what was read, or a note of ours', () => {
    const before = [item('a', 1, { claimedBy: theirs }), item('b', 2), item('c', 0)]
    const now = [
      item('a', 2, { claimedBy: theirs }),
      item('b', 0),
      item('c', 1, { waitingSince: undefined }),
    ]
    expect(news(before, now, 'me')).toEqual([])
  })
})
