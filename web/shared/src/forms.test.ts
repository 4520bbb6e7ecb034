import { describe, expect, it } from 'vitest'
import { entered, type FormField, moment } from './forms'

function field(code: string, kind: FormField['kind']): FormField {
  return { code, kind, required: false, longest: 100, label: '', hint: '', choices: [] }
}

describe('what is entered', () => {
  it('at a clock is a moment with its zone, and what is none is left to the server', () => {
    expect(moment('2026-01-05T10:00')).toBe(new Date(2026, 0, 5, 10).toISOString())
    expect(moment('')).toBe('')
  })

  it('is sent of the fields there are, without those that are empty', () => {
    const fields = [field('when', 'TIME'), field('amount', 'AMOUNT'), field('what', 'TEXT')]
    const values = { when: '2026-01-05T10:00', amount: '12.34', what: ' ', other: 'x' }
    expect(entered(fields, values)).toEqual({
      when: new Date(2026, 0, 5, 10).toISOString(),
      amount: '12.34',
    })
  })
})
