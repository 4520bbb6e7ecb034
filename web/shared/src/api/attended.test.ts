import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isUnattended } from './attended'
import { get } from './client'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function told(): Promise<boolean> {
  let sent: Headers | undefined
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    sent = new Headers(init.headers)
    return Promise.resolve(new Response('{}'))
  })
  await get('/api/v1/balances')
  return sent?.get('X-Unattended') === 'true'
}

describe('a page nobody touched for a minute', () => {
  it('says so with what it asks by itself, until somebody does something', async () => {
    dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }))
    expect(await told()).toBe(false)
    vi.setSystemTime(Date.now() + 61_000)
    expect(isUnattended()).toBe(true)
    expect(await told()).toBe(true)
    dispatchEvent(new Event('pointerdown'))
    expect(await told()).toBe(false)
  })
})
