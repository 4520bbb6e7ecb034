import { describe, expect, it } from 'vitest'
import { spoken } from './care'

describe('a request', () => {
  it('has a number that is read four and four', () => {
    expect(spoken('10000017')).toBe('1000 0017')
  })
})
