import { describe, expect, it } from 'vitest'
import { sideBySide } from './diff'

describe('two texts side by side', () => {
  it('are the same lines where they are the same', () => {
    expect(sideBySide('a\nb\n', 'a\nb\n')).toEqual([
      { left: 'a', right: 'a', same: true },
      { left: 'b', right: 'b', same: true },
    ])
  })

  it('has what was changed beside what it was', () => {
    expect(sideBySide('a\nb\nc\n', 'a\nB\nc\n')[1]).toEqual({ left: 'b', right: 'B', same: false })
  })

  it('leaves the side empty that has no such line', () => {
    expect(sideBySide('a\nc\n', 'a\nb\nc\n')[1]).toEqual({
      left: undefined,
      right: 'b',
      same: false,
    })
    expect(sideBySide('a\nb\n', 'a\n')[1]).toEqual({ left: 'b', right: undefined, same: false })
  })
})
