import { mount } from '@vue/test-utils'
import { attempt } from 'shared'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { i18n, speak } from '../i18n'
import { router } from '../router'
import PinSheet from './PinSheet.vue'

const keys: (string | null)[] = []
const content = { amount: { amount: '5', asset: 'CNY' } }

async function paying(): Promise<ReturnType<typeof mount>> {
  const sheet = mount(PinSheet, {
    props: {
      modelValue: true,
      what: 'Transfer',
      to: 'Lin',
      money: content.amount,
      confirm: (proof: { pin: string }) => attempt<void>('/api/v1/transfers', content, proof),
    },
    global: { plugins: [i18n], stubs: { VanPopup: { template: '<div><slot /></div>' } } },
  })
  await sheet.get('#pin').setValue('314159')
  await vi.waitFor(() => expect(keys.length).toBeGreaterThan(0))
  return sheet
}

beforeEach(() => {
  speak('en')
  keys.length = 0
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    keys.push(new Headers(init.headers).get('Idempotency-Key'))
    return new Promise(() => undefined)
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('the sheet that asks for the payment PIN', () => {
  it('holds nobody for long: after some seconds one may leave, and the attempt goes on', async () => {
    const push = vi.spyOn(router, 'push').mockResolvedValue(undefined)
    const sheet = await paying()
    const only = () => sheet.get('.sheet > button:last-child')
    expect(only().text()).toBe('Cancel')
    expect(only().attributes('disabled')).toBeDefined()
    vi.advanceTimersByTime(5_000)
    await nextTick()
    expect(sheet.get('[role=status]').text()).toContain('does not pay twice')
    await only().trigger('click')
    expect(sheet.emitted('update:modelValue')).toEqual([[false]])
    expect(push).toHaveBeenCalledWith('/bills')
    void attempt('/api/v1/transfers', content)
    await vi.waitFor(() => expect(keys).toHaveLength(2))
    expect(keys[1]).toBe(keys[0])
  })
})
