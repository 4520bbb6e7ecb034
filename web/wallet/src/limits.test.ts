import type { Limit } from 'shared'
import { describe, expect, it } from 'vitest'
import { binding } from './limits'

const cny = (amount: string) => ({ amount, asset: 'CNY' })

function limit(code: string, left: string, more: Partial<Limit> = {}): Limit {
  return {
    code,
    title: code,
    period: 'DAY',
    cap: cny('100000.00'),
    used: cny('0.00'),
    left: cny(left),
    countsPayments: true,
    countsWithdrawals: false,
    ...more,
  }
}

describe('the limit that binds', () => {
  const year = limit('class', '98000.00')
  const day = limit('day', '4500.00')
  const pin = limit('day-one-factor', '500.00', { upTo: cny('1000.00') })

  it('is the one of which least is left, by amount and not by how it is written', () => {
    expect(binding([year, day, pin], 'PAYMENT', '')).toBe(pin)
    expect(binding([limit('a', '1000.00'), limit('b', '999.00')], 'PAYMENT', '')?.code).toBe('b')
  })

  it('is not that of the PIN alone for an amount that takes two factors', () => {
    expect(binding([year, day, pin], 'PAYMENT', '1000')).toBe(pin)
    expect(binding([year, day, pin], 'PAYMENT', '1000.01')).toBe(day)
  })

  it('is none where nothing counts withdrawals', () => {
    expect(binding([year, day, pin], 'WITHDRAWAL', '')).toBeUndefined()
  })

  it('is the one of a lifetime for both, while the name is not verified', () => {
    const ever = limit('class', '500.00', { period: 'LIFETIME', countsWithdrawals: true })
    expect(binding([ever, day, pin], 'WITHDRAWAL', '20')).toBe(ever)
    expect(binding([ever, day, pin], 'PAYMENT', '20')).toBe(ever)
  })
})
