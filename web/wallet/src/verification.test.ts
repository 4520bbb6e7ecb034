import { describe, expect, it } from 'vitest'
import { type Check, type KindShown, lookAgainIn, stateOf, type Verification } from './verification'

function shown(state?: Check['state'], more: Partial<KindShown> = {}): KindShown {
  const latest: Check = {
    id: 'id',
    kind: 'PHONE_OWNER',
    title: 'x',
    state: state ?? 'ASKED',
    askedAt: '2026-11-25T00:00:00Z',
  }
  const kind: KindShown = {
    kind: 'PHONE_OWNER',
    title: 'x',
    available: true,
    done: false,
    ...more,
  }
  return state ? { ...kind, latest } : kind
}

function all(...checks: KindShown[]): Verification {
  return { class: 'I', classes: [], checks, done: 0, demo: false }
}

describe('verification', () => {
  it('says where each kind stands', () => {
    expect(stateOf(shown(), false)).toBe('first')
    expect(stateOf(shown(), true)).toBe('none')
    expect(stateOf(shown(undefined, { available: false }), true)).toBe('unavailable')
    expect(stateOf(shown('PASSED', { done: true }), true)).toBe('PASSED')
    expect(stateOf(shown('PASSED'), true)).toBe('expired')
    expect(stateOf(shown('FAILED'), true)).toBe('FAILED')
  })

  it('looks again while something is under way that takes seconds', () => {
    expect(lookAgainIn(all(shown('ASKED')))).toBe(600)
    expect(lookAgainIn(all(shown('UNKNOWN')))).toBe(3000)
    expect(lookAgainIn(all(shown('UNDER_REVIEW'), shown('PASSED')))).toBeUndefined()
  })
})
