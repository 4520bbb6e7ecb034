import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { i18n, speak } from '../i18n'
import { router } from '../router'
import Withdraw from './Withdraw.vue'

const cny = (amount: string) => ({ amount, asset: 'CNY' })
const answers: Record<string, unknown> = {
  '/api/v1/balances': { items: [{ available: cny('90000.00') }] },
  '/api/v1/limits': {
    items: [
      {
        code: 'class',
        title: 'Can be paid in all',
        period: 'LIFETIME',
        cap: cny('1000.00'),
        used: cny('120.00'),
        left: cny('880.00'),
        countsPayments: true,
        countsWithdrawals: true,
      },
    ],
  },
  '/api/v1/payment-channels': {
    items: [
      {
        id: 'bank',
        name: 'Bank',
        health: 'UP',
        kinds: ['WITHDRAWAL'],
        min: cny('1.00'),
        max: cny('20000.00'),
        fee: cny('0.00'),
        speed: '',
      },
    ],
  },
}

afterEach(() => vi.unstubAllGlobals())

describe('a withdrawal', () => {
  it('says what is left of the limit before, and the bounds of the channel while one types', async () => {
    speak('en')
    vi.stubGlobal(
      'fetch',
      async (path: string) => new Response(JSON.stringify(answers[path] ?? { items: [] })),
    )
    const page = mount(Withdraw, { global: { plugins: [i18n, router], stubs: { VanPopup: true } } })
    await flushPromises()
    await vi.waitFor(() => expect(page.text()).toContain('¥880.00'))
    expect(page.text()).toContain('¥120.00 used · of ¥1,000.00')
    expect(page.find('[role=alert]').exists()).toBe(false)
    await page.get('#amount').setValue('20000.01')
    expect(page.get('[role=alert]').text()).toContain('¥1.00 to ¥20,000.00')
    expect(page.get('button[type=submit]').attributes('disabled')).toBeDefined()
    await page.get('#amount').setValue('20000')
    expect(page.find('[role=alert]').exists()).toBe(false)
    page.unmount()
  })
})
