import { readFileSync } from 'node:fs'
import type { Notice, Subject } from 'shared'
import { describe, expect, it } from 'vitest'
import { isTrouble, wayTo } from './notices'
import { router } from './router'

function notice(kind: string, subject?: Subject): Notice {
  return { id: 'n', kind, title: '', text: '', at: '', ...(subject ? { subject } : {}) }
}

/** Every kind the server has sentences for. */
const KINDS = readFileSync('src/main/resources/messages/notification_zh_CN.properties', 'utf8')
  .split('\n')
  .flatMap((line) => /^([A-Z_]+)\.title=/.exec(line)?.[1] ?? [])

describe('a notice', () => {
  it.each(['TOP_UP', 'WITHDRAWAL', 'TRANSFER', 'PAYMENT', 'REFUND', 'ATTEMPT'])(
    'about money (%s) opens its bill',
    (kind) => expect(wayTo(notice('X', { kind, id: 'm' }))).toBe('/bills/m'),
  )

  it.each([
    ['DISPUTE_DECIDED', 'DISPUTE', '/disputes/m'],
    ['ADJUSTED_TAKEN', 'ACCOUNT', '/bills'],
    ['LIMIT_RAISED', 'ACCOUNT', '/limits'],
    ['ACCOUNT_FROZEN_RISK', 'ACCOUNT', '/safety'],
    ['CHECK_FAILED', 'VERIFICATION', '/verification'],
    ['PAYMENT_ASKED', undefined, '/requests'],
    ['FEEDBACK_MOVED', undefined, '/feedback'],
    ['NEW_DEVICE', undefined, '/safety'],
  ])('%s about %s opens %s', (kind, about, way) => {
    expect(wayTo(notice(kind, about ? { kind: about, id: 'm' } : undefined))).toBe(way)
  })

  it('of whatever kind leads to a page there is', () => {
    expect(KINDS.length).toBeGreaterThan(40)
    for (const kind of KINDS)
      expect(router.resolve(wayTo(notice(kind))).matched[0]?.path, kind).not.toBe('/:rest(.*)')
  })

  it.each(['WITHDRAWAL_RETURNED', 'TOP_UP_CHARGED_BACK', 'CORRECTION_TAKEN', 'CHECK_FAILED'])(
    'about what failed (%s) can be asked about',
    (kind) => expect(isTrouble(notice(kind, { kind: 'WITHDRAWAL', id: 'm' }))).toBe(true),
  )

  it('about what went well, or about nothing that could be named, is not a question', () => {
    expect(isTrouble(notice('ORDER_REFUNDED', { kind: 'REFUND', id: 'm' }))).toBe(false)
    expect(isTrouble(notice('CHECK_FAILED'))).toBe(false)
  })
})
