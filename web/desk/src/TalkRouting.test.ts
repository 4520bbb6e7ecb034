import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { i18n } from './i18n'
import TalkRouting from './TalkRouting.vue'
import type { Item } from './types'

const ITEM = { id: 'c', state: 'OPEN', priority: 'NORMAL', customer: { id: 'p' } } as Item
const refused = () =>
  Promise.resolve(new Response(JSON.stringify({ code: 'LOOK_REASON_NEEDED' }), { status: 403 }))
const cut = () => Promise.reject<Response>(new TypeError('cut'))

describe('whether a customer needs more care', () => {
  let answer: () => Promise<Response>
  let bar: VueWrapper

  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('fetch', (path: string) =>
      path.endsWith('/care')
        ? answer()
        : Promise.resolve(new Response(JSON.stringify({ items: [] }))),
    )
  })
  afterEach(() => {
    bar.unmount()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  const says = (needed: boolean) => () => Promise.resolve(new Response(JSON.stringify({ needed })))

  async function open(first: () => Promise<Response>): Promise<void> {
    answer = first
    bar = mount(TalkRouting, {
      props: { item: ITEM, asked: false },
      global: { plugins: [i18n] },
    })
    await flushPromises()
  }

  it.each([
    ['yes', true, 1],
    ['no', false, 0],
  ])('is shown when it is %s', async (_, needed, marks) => {
    await open(says(needed))
    expect(bar.findAll('.chip.warn')).toHaveLength(marks)
    expect(bar.findAll('button')).toHaveLength(1)
  })

  it('is not "no" before somebody said why they look, and is known after', async () => {
    await open(refused)
    await bar.setProps({ asked: true })
    expect(bar.find('.chip').exists()).toBe(false)
    answer = says(true)
    await bar.setProps({ asked: false })
    await flushPromises()
    expect(bar.find('.chip.warn').exists()).toBe(true)
  })

  it('is not "no" when no answer came, and is asked again', async () => {
    await open(cut)
    expect(bar.find('.chip').exists()).toBe(false)
    answer = says(true)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(bar.find('.chip.warn').exists()).toBe(true)
  })
})
