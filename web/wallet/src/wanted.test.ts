import { describe, expect, it } from 'vitest'
import { asked, everything, lastOf, parts, range, without } from './wanted'

describe('the bills somebody wants', () => {
  it('include the last day', () => {
    const query = asked({ ...everything(), from: '2026-12-01', to: '2026-12-31' }, ' tea ')
    expect(query.toString()).toBe('from=2026-12-01&to=2027-01-01&q=tea')
  })

  it('are asked for without what does not matter', () => {
    expect(asked({ ...everything(), person: '  ' }, ' ').size).toBe(0)
  })

  it('lose one part at a time', () => {
    const all = { ...everything(), kind: 'TOP_UP', min: '5', max: '9', from: '2026-12-01' }
    expect(parts(all)).toEqual(['kind', 'amount', 'days'])
    expect(parts(without(all, 'amount'))).toEqual(['kind', 'days'])
  })

  it('know how long a month is', () => {
    expect(lastOf('2028-02')).toBe('2028-02-29')
    expect(lastOf('2026-12')).toBe('2026-12-31')
  })

  it('have open ends', () => {
    expect(range('5', '')).toBe('5 – …')
    expect(range('5', '5')).toBe('5')
  })
})
