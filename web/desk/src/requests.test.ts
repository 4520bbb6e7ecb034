import { describe, expect, it } from 'vitest'
import { daysBefore, spoken, today } from './requests'

describe('a period of a report', () => {
  it('counts days over months and leap days', () => {
    expect(daysBefore('2028-03-01', 1)).toBe('2028-02-29')
    expect(daysBefore('2026-01-05', 6)).toBe('2025-12-30')
  })

  it('ends today in Beijing', () => {
    expect(today(Date.parse('2026-01-01T16:30:00Z'))).toBe('2026-01-02')
  })
})

describe('a number', () => {
  it('is read four and four', () => expect(spoken('10000017')).toBe('1000 0017'))
})
