import { describe, expect, it } from 'vitest'
import type { Line } from './api/types'
import { canTakeBack, draft, lastSeq, merged, type ShownLine, ticked } from './chat'
import {
  day,
  fromHundredths,
  grouped,
  hundredths,
  isAmount,
  isZero,
  typedAmount,
  wait,
  when,
  written,
} from './format'
import { commonEn, commonZh } from './i18n/common'

function line(seq: number, clientId?: string): Line {
  return {
    id: `id-${seq}`,
    seq,
    at: '2026-11-24T02:00:00Z',
    author: 'CUSTOMER',
    text: `line ${seq}`,
    attachments: [],
    state: 'DELIVERED',
    internal: false,
    ...(clientId ? { clientId } : {}),
  }
}

describe('amounts stay text', () => {
  it('are grouped without becoming numbers', () => {
    expect(grouped('90071992547409931234.50')).toBe('90,071,992,547,409,931,234.50')
    expect(written({ amount: '-1234.50', asset: 'CNY' })).toBe('-¥1,234.50')
    expect(isZero({ amount: '0.00', asset: 'CNY' })).toBe(true)
    expect(isZero({ amount: '0.01', asset: 'CNY' })).toBe(false)
  })

  it('take only what an amount can be', () => {
    expect(typedAmount('１２.３４５')).toBe('12.34')
    expect(typedAmount('0012')).toBe('12')
    expect(typedAmount('.5')).toBe('0.5')
    expect(typedAmount('1.2.3')).toBe('1.23')
    expect(typedAmount('abc')).toBe('')
    expect(isAmount('0.00')).toBe(false)
    expect(isAmount('0.01')).toBe(true)
    expect(isAmount('5.')).toBe(false)
  })
})

describe('times are those of the customer', () => {
  it('say today and yesterday by the day in Shanghai', () => {
    const now = new Date('2026-11-24T17:00:00Z')
    expect(when('2026-11-24T16:30:00Z', 'zh-CN', now)).toBe('今天 00:30')
    expect(when('2026-11-24T15:30:00Z', 'en', now)).toBe('Yesterday 23:30')
  })
})

describe('a chat', () => {
  it('shows each line once and in order, whatever the order it came in', () => {
    let shown: ShownLine[] = []
    shown = merged(shown, [line(3), line(1)])
    shown = merged(shown, [line(2), line(3)])
    expect(shown.map((s) => s.line.seq)).toEqual([1, 2, 3])
    expect(lastSeq(shown)).toBe(3)
  })

  it('keeps a line that is on its way last, until it has arrived', () => {
    const sending = draft('c1', 'hello')
    let shown = merged([sending], [line(1)])
    expect(shown.map((s) => s.sending)).toEqual([false, true])
    shown = merged(shown, [line(2, 'c1')])
    expect(shown).toHaveLength(2)
    expect(shown.every((s) => !s.sending)).toBe(true)
  })
})

describe('both languages', () => {
  it('have the same words', () => {
    expect(keys(commonEn)).toEqual(keys(commonZh))
  })
})

function keys(words: object, before = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' ? keys(value as object, `${before}${key}.`) : [before + key],
  )
}

describe('amounts in hundredths', () => {
  it('are exact both ways', () => {
    for (const amount of ['0.00', '0.01', '12.30', '-0.05', '99999999.99']) {
      expect(fromHundredths(hundredths(amount))).toBe(amount)
    }
    expect(hundredths('500')).toBe(50000n)
    expect(hundredths('0.5')).toBe(50n)
  })
})

describe('days', () => {
  it('are those of the wallet, by name when near', () => {
    const now = new Date('2026-11-24T17:00:00Z')
    expect(day('2026-11-24T16:30:00Z', 'zh-CN', now)).toBe('今天')
    expect(day('2026-11-24T15:30:00Z', 'en', now)).toBe('Yesterday')
    expect(day('2026-11-20T15:30:00Z', 'zh-CN', now)).toBe('11月20日')
  })
})

describe('a line that was taken back', () => {
  const told: Line = { ...line(3), author: 'SYSTEM', withdraws: 1 }

  it('loses its words as soon as the line that says so is there', () => {
    const shown = merged(merged([], [line(1), line(2)]), [told])
    expect(shown.map((s) => s.line.text)).toEqual(['', 'line 2', 'line 3'])
    expect(shown[0]?.line.withdrawn).toBe(true)
  })

  it('cannot be taken back again, nor after two minutes', () => {
    const at = Date.parse(line(1).at)
    expect(canTakeBack(line(1), at + 119_000)).toBe(true)
    expect(canTakeBack(line(1), at + 120_000)).toBe(false)
    expect(canTakeBack({ ...line(1), withdrawn: true }, at)).toBe(false)
  })
})

describe('ticks', () => {
  it('say kept, delivered and read of the own lines only', () => {
    const shown = merged([], [line(1), line(2), line(3), { ...line(4), author: 'AGENT' }])
    const states = ticked(shown, 'CUSTOMER', 2, 1).map((s) => s.line.state)
    expect(states).toEqual(['READ', 'DELIVERED', 'SENT', 'DELIVERED'])
  })
})

describe('a wait', () => {
  it('is said in the units people think in', () => {
    const said = [0.2, 40, 600, 5340, 5400, 7500, 172_800, 260_000].map((s) => wait(s, 'zh-CN'))
    expect(said).toEqual([
      '1 秒',
      '40 秒',
      '10 分钟',
      '89 分钟',
      '1 小时 30 分钟',
      '2 小时 5 分钟',
      '2 天',
      '3 天',
    ])
    expect(wait(7200, 'en')).toBe('2 h')
  })
})
