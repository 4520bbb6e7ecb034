import type { Movement } from 'shared'
import { describe, expect, it } from 'vitest'
import { month, monthStart } from './month'

function line(amount: string, at: string, state: Movement['state'] = 'SUCCEEDED'): Movement {
  const subject = { kind: 'TRANSFER', id: 'x' }
  return { id: at, kind: 'x', title: 'x', at, amount: { amount, asset: 'CNY' }, state, subject }
}

describe('the picture of a month', () => {
  const now = new Date('2026-11-03T12:00:00Z')

  it('starts where the wallet lives, not where the clock does', () => {
    expect(monthStart(new Date('2026-10-31T16:30:00Z'))).toBe('2026-11-01T00:00:00+08:00')
  })

  it('sums exactly, and only what is final', () => {
    const found = month(
      [
        line('-0.10', '2026-11-01T01:00:00Z'),
        line('-0.20', '2026-11-01T17:00:00Z'),
        line('1000.03', '2026-11-02T01:00:00Z'),
        line('-88.01', '2026-11-02T01:00:00Z', 'FAILED'),
        line('-9.00', '2026-11-02T01:00:00Z', 'PROCESSING'),
      ],
      now,
    )
    expect(found.out.amount).toBe('0.30')
    expect(found.in.amount).toBe('1000.03')
    expect(found.days).toEqual([
      { day: 1, out: 10n },
      { day: 2, out: 20n },
      { day: 3, out: 0n },
    ])
  })
})
