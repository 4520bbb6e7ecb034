import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { i18n } from './i18n'
import TalkForms from './TalkForms.vue'
import type { Item } from './types'

const AMOUNT = { code: 'amount', kind: 'AMOUNT', required: true, longest: 20, choices: [] }
const FORMS = [
  { topic: 'OTHER', title: 'Something else', fields: [] },
  { topic: 'TOP_UP', title: 'A top-up', fields: [{ ...AMOUNT, label: 'How much', hint: '' }] },
]
const UNFIT = {
  code: 'BAD_INPUT',
  title: 'Unfit',
  actions: [],
  fields: [{ name: 'values.amount', detail: 'How much: such as 12.34' }],
}

describe('a request made of a conversation', () => {
  let sent: object[] = []
  let status = 200
  let form: VueWrapper

  beforeEach(() => {
    sent = []
    status = 200
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      if (init.method !== 'POST')
        return Promise.resolve(new Response(JSON.stringify({ items: FORMS })))
      sent.push(JSON.parse(String(init.body)) as object)
      const answer = status === 200 ? { line: { request: { id: 'c' } } } : UNFIT
      return Promise.resolve(new Response(JSON.stringify(answer), { status }))
    })
  })
  afterEach(() => {
    form.unmount()
    vi.unstubAllGlobals()
  })

  async function open(topic: string): Promise<void> {
    form = mount(TalkForms, {
      props: { item: { id: 'c', state: 'OPEN', topic } as Item },
      global: { plugins: [i18n] },
    })
    await form.get('#keepAsRequest').trigger('click')
    await flushPromises()
  }

  async function keep(): Promise<void> {
    await form.get('form').trigger('submit')
    await flushPromises()
  }

  it('is about what is chosen, with the fields of that', async () => {
    await open('OTHER')
    expect(form.find('#field-amount').exists()).toBe(false)
    await form.get('#keepTopic').setValue('TOP_UP')
    await form.get('#field-amount').setValue('12.34')
    await keep()
    expect(sent).toEqual([
      { complaint: false, note: '', topic: 'TOP_UP', values: { amount: '12.34' } },
    ])
  })

  it('says at the field what is wrong with it', async () => {
    await open('TOP_UP')
    await form.get('#field-amount').setValue('much')
    status = 400
    await keep()
    expect(form.get('#field-amount').attributes('aria-invalid')).toBe('true')
    expect(form.get('#wrong-amount').text()).toBe('How much: such as 12.34')
  })

  it('stays about what the conversation is about, also where nobody is asked about that', async () => {
    await open('HOURS')
    expect(form.get<HTMLSelectElement>('#keepTopic').element.value).toBe('HOURS')
    await keep()
    expect(sent).toEqual([{ complaint: false, note: '' }])
  })
})
