import { describe, expect, it } from 'vitest'
import { known, news } from './news'
import type { Item } from './types'

/** Read once its first five lines were; the customer waits. */
function item(id: string, unread: number, more: Partial<Item> = {}): Item {
  const read = { lastSeq: 5 + unread, waitingSince: '2026-01-01T00:00:00Z' }
  return { id, unread, state: 'WAITING', ...read, ...more } as Item
}

const mine = { state: 'OPEN', claimedBy: { id: 'me', name: '周晓' } } as const
const theirs = { state: 'OPEN', claimedBy: { id: 'other', name: '刘洋' } } as const

/** The ids of what is new after lists that were seen one after the other. */
function after(...lists: Item[][]): string[] {
  const now = lists.pop() ?? []
  const before = lists.reduce((sofar, list) => known(sofar, list), known(undefined, []))
  return news(before, now, 'me').map((one) => one.id)
}

describe('what is new for somebody at the desk', () => {
  it('is nothing at first', () => {
    expect(news(undefined, [item('a', 3)], 'me')).toEqual([])
  })

  it('is a new conversation that waits, and a line in one of mine', () => {
    expect(after([item('a', 1, mine)], [item('a', 2, mine), item('b', 1)])).toEqual(['a', 'b'])
  })

  it('is not what a colleague answers, what was read, or a note of ours', () => {
    const before = [item('a', 1, theirs), item('b', 2), item('c', 0)]
    const now = [
      item('a', 2, theirs),
      item('b', 0, { lastSeq: 7 }),
      item('c', 1, { waitingSince: undefined }),
    ]
    expect(after(before, now)).toEqual([])
  })

  it.each([
    ['was given to me while it waited for anybody', [item('a', 1)], [item('a', 1, mine)]],
    ['was handed to me by a colleague', [item('a', 1, theirs)], [item('a', 1, mine)]],
    ['was opened and given to me between two looks', [], [item('a', 1, mine)]],
    ['came out of being put aside', [], [item('a', 1, mine)]],
  ])('is what %s', (_, before, now) => {
    expect(after(before, now)).toEqual(['a'])
  })

  it.each([
    ['I have read', [item('a', 1)], [item('a', 0, { ...mine, lastSeq: 6 })]],
    ['was mine before', [item('a', 1, mine)], [item('a', 1, mine)]],
    [
      'waits for its customer',
      [item('a', 1)],
      [item('a', 1, { ...mine, waitingSince: undefined })],
    ],
  ])('is not what %s', (_, before, now) => {
    expect(after(before, now)).toEqual([])
  })

  it('is what comes back into the list with something said meanwhile, and only that', () => {
    const before = [item('a', 2, mine), item('b', 2, mine)]
    const now = [item('a', 1, { ...mine, lastSeq: 8 }), item('b', 2, mine)]
    expect(after(before, [], now)).toEqual(['a'])
  })
})
