import { mount } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { i18n, speak } from '../i18n'
import TakeBack from './TakeBack.vue'

afterEach(() => vi.unstubAllGlobals())

it.each([
  ['ARRIVED', 'The money has reached the payee', false],
  ['RETURNED', 'The money is back in your balance', true],
])('says where the money is that cannot be taken back: %s', async (money, title, good) => {
  speak('en')
  const problem = {
    status: 409,
    code: 'TRANSFER_NOT_WAITING',
    title: 'Too late',
    detail: 'It is over',
    money,
    retry: false,
    actions: [],
    support: true,
  }
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(problem), { status: 409 }))
  const card = mount(TakeBack, { props: { id: '1' }, global: { plugins: [i18n] } })
  Element.prototype.scrollIntoView = () => undefined
  await card.get('button').trigger('click')
  await card.get('.two .btn:not(.ghost)').trigger('click')
  await vi.waitFor(() => expect(card.text()).toContain(title))
  expect(card.text()).not.toContain('Nothing was taken')
  expect(card.get('.note').classes('good')).toBe(good)
})
