import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { i18n, speak } from '../i18n'
import NewPassword from './NewPassword.vue'

function answer(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status })
}

function shown(typed: string) {
  return mount(NewPassword, {
    global: { plugins: [i18n] },
    props: { label: 'Password', modelValue: typed, phone: '13912345678' },
  })
}

describe('a password to be', () => {
  beforeEach(() => {
    speak('en')
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('shows what the server says once typing pauses, and asks once', async () => {
    const fetched = vi.fn(async () => answer({ level: 'GOOD' }))
    vi.stubGlobal('fetch', fetched)
    const field = shown('')
    for (const typed of ['warm-tea', 'warm-tea-on', 'warm-tea-on-a-cold-day']) {
      await field.setProps({ modelValue: typed })
      await vi.advanceTimersByTimeAsync(300)
    }
    expect(fetched).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(200)
    expect(fetched).toHaveBeenCalledTimes(1)
    const [, init] = fetched.mock.calls[0] as unknown as [string, RequestInit]
    expect(init.body).toContain('"phone":"13912345678"')
    expect(init.headers).not.toHaveProperty('Idempotency-Key')
    expect(field.find('.meter').text()).toBe('Good')
  })

  it('is not misled by a late answer about what was typed before', async () => {
    const answers: ((late: Response) => void)[] = []
    vi.stubGlobal('fetch', () => new Promise<Response>((give) => answers.push(give)))
    const field = shown('')
    await field.setProps({ modelValue: 'password123' })
    await vi.advanceTimersByTimeAsync(500)
    await field.setProps({ modelValue: 'warm-tea-on-a-cold-day' })
    await vi.advanceTimersByTimeAsync(500)
    answers[1]?.(answer({ level: 'GOOD' }))
    await vi.advanceTimersByTimeAsync(1)
    answers[0]?.(answer({ level: 'WEAK', advice: 'tried first' }))
    await vi.advanceTimersByTimeAsync(1)
    expect(field.find('.meter').text()).toBe('Good')
  })

  it('goes by length when the server cannot be asked', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => {
        throw new TypeError('offline')
      }),
    )
    const field = shown('')
    await field.setProps({ modelValue: 'short' })
    expect(field.text()).toContain('at least 8 characters')
    await field.setProps({ modelValue: 'rather-long-words' })
    await vi.advanceTimersByTimeAsync(500)
    expect(field.find('.meter').text()).toBe('It will do')
  })
})
