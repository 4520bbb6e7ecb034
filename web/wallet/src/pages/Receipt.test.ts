import { flushPromises, mount } from '@vue/test-utils'
import type { Movement } from 'shared'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { i18n } from '../i18n'
import { router } from '../router'
import MovementPage from './Movement.vue'
import Receipt from './Receipt.vue'

const PAYMENT: Partial<Movement> = {
  id: 'm',
  kind: 'PAYMENT',
  title: '付给 茶馆',
  at: '2026-11-24T02:00:00Z',
  amount: { amount: '-30.00', asset: 'CNY' },
  state: 'SUCCEEDED',
  subject: { kind: 'PAYMENT', id: 'm' },
}

function answer(more: Partial<Movement>): void {
  const whole = JSON.stringify({ ...PAYMENT, ...more })
  vi.stubGlobal(
    'fetch',
    vi.fn(() => Promise.resolve(new Response(whole))),
  )
}

async function open(page: typeof Receipt | typeof MovementPage) {
  const shown = mount(page, { global: { plugins: [i18n, router] } })
  await flushPromises()
  return shown
}

function facts(text: string): string {
  return text.replace(/\s+/g, '')
}

describe('a payment', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('has on its receipt what it cost and what was given back', async () => {
    answer({
      fee: { amount: '0.10', asset: 'CNY' },
      givenBack: { amount: '12.50', asset: 'CNY' },
    })
    const receipt = await open(Receipt)
    expect(facts(receipt.text())).toContain(facts(i18n.global.t('receipt.fee')) + '¥0.10')
    expect(facts(receipt.text())).toContain(facts(i18n.global.t('receipt.givenBack')) + '¥12.50')
  })

  it('says nothing of either where there was none', async () => {
    answer({})
    const receipt = await open(Receipt)
    expect(receipt.text()).not.toContain(i18n.global.t('receipt.fee'))
    expect(receipt.text()).not.toContain(i18n.global.t('receipt.givenBack'))
  })

  it('leads to what gave something of it back', async () => {
    const at = '2026-11-25T02:00:00Z'
    const title = '商家退款 ¥12.50'
    answer({ timeline: [{ at, title, state: 'SUCCEEDED', movement: 'back' }] })
    const bill = await open(MovementPage)
    expect(bill.get('.timeline').text()).toContain(title)
    expect(bill.get('.timeline a').attributes('href')).toBe('/app/bills/back')
    bill.unmount()
  })
})
