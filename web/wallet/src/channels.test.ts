import type { Channel } from 'shared'
import { describe, expect, it } from 'vitest'
import { outside } from './channels'

describe('what a channel takes at once', () => {
  const min = { amount: '1.00', asset: 'CNY' }
  const max = { amount: '20000.00', asset: 'CNY' }
  const bank = { id: 'sandbox', min, max } as Channel

  it.each(['0.99', '20000.01', '100000'])('is told for %s', (amount) => {
    expect(outside(bank, amount)).toEqual({ min, max })
  })

  it.each(['1', '1.00', '9000', '20000', '', '0', '5.'])('is not told for "%s"', (amount) => {
    expect(outside(bank, amount)).toBeUndefined()
  })

  it('is not known without a channel', () => {
    expect(outside(undefined, '0.01')).toBeUndefined()
  })
})
