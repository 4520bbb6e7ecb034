import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { billsEn, billsZh } from './i18n/bills'
import { KINDS } from './wanted'
import { monthName, monthOf, moved } from './month'

describe('a month', () => {
  it('is the one where the wallet lives, not where the clock does', () => {
    expect(monthOf(new Date('2026-10-31T16:30:00Z'))).toBe('2026-11')
  })

  it('has one before and one after it', () => {
    expect(moved('2026-01', -1)).toBe('2025-12')
    expect(moved('2026-12', 1)).toBe('2027-01')
  })

  it('has words for every kind it can name, and for each that can be chosen', () => {
    const server = readFileSync(
      join(process.cwd(), 'src/main/java/io/xiaohu/wallet/BillMonths.java'),
      'utf8',
    )
    const named = [...(/KINDS =([^;]*);/.exec(server)?.[1] ?? '').matchAll(/"(\w+)"/g)]
    const kinds = [...named.map(([, kind]) => kind), ...KINDS]
    expect(named.length).toBeGreaterThan(10)
    for (const words of [billsZh, billsEn]) {
      expect(Object.keys(words.bills.filters)).toEqual(expect.arrayContaining(kinds))
    }
  })

  it('has a name in both languages', () => {
    expect(monthName('2026-11', 'zh-CN')).toBe('2026年11月')
    expect(monthName('2026-11', 'en')).toBe('November 2026')
  })
})
