import { describe, expect, it } from 'vitest'
import { moment, spoken } from './care'

describe('a request', () => {
  it('has a number that is read four and four', () => {
    expect(spoken('10000017')).toBe('1000 0017')
  })

  it('takes a moment with its zone, and leaves what is none to the server', () => {
    expect(moment('2026-01-05T10:00')).toBe(new Date(2026, 0, 5, 10).toISOString())
    expect(moment('')).toBe('')
  })
})
