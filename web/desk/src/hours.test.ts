import { describe, expect, it } from 'vitest'
import { blanks, otherMonth, typedShifts } from './hours'
import { hoursEn, hoursZh } from './words/hours'

function keys(words: object, before = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' ? keys(value as object, `${before}${key}.`) : [before + key],
  )
}

describe('hours at the desk', () => {
  it('reads shifts as people type them', () => {
    expect(typedShifts('09:00-12:00, 13:00–18:00')).toEqual(['09:00-12:00', '13:00-18:00'])
    expect(typedShifts('０９：００－１２：００，22:00 - 06:00')).toEqual([
      '09:00-12:00',
      '22:00-06:00',
    ])
    expect(typedShifts('  ')).toEqual([])
  })

  it('begins weeks on Monday', () => {
    expect(blanks('2026-11-01')).toBe(6)
    expect(blanks('2026-06-01')).toBe(0)
  })

  it('moves by months over the end of a year', () => {
    expect(otherMonth('2026-12', 1)).toBe('2027-01')
    expect(otherMonth('2026-01', -1)).toBe('2025-12')
  })

  it('says the same in both languages', () => {
    expect(keys(hoursEn).sort()).toEqual(keys(hoursZh).sort())
  })
})
