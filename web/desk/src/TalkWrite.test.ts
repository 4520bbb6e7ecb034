import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { i18n } from './i18n'
import TalkWrite from './TalkWrite.vue'
import type { Item, Staff } from './types'

const STAFF: Staff = { staffId: 's', name: '周晓', roles: ['AGENT'], csrfToken: '' }
const ITEM = {
  id: 'c',
  state: 'OPEN',
  language: 'zh-CN',
  claimedBy: { id: 's', name: '周晓' },
} as Item

describe('an answer', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('whose answer was lost is the same line again, and another one once it is edited or a note', async () => {
    const sent: { clientId: string; text: string; internal?: boolean }[] = []
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      if (init.method !== 'POST')
        return Promise.resolve(new Response(JSON.stringify({ items: [] })))
      sent.push(JSON.parse(String(init.body)))
      return Promise.reject(new TypeError('cut'))
    })
    const page = mount(TalkWrite, {
      props: { item: ITEM, staff: STAFF, seen: 7 },
      global: { plugins: [i18n], stubs: ['AnswerPicker', 'MacroMenu'] },
    })
    await flushPromises()
    async function send(words: string): Promise<void> {
      await page.get('textarea').setValue(words)
      await page.get('form').trigger('submit')
      await flushPromises()
    }
    await send('钱没有动')
    await send('钱没有动')
    await send('钱在路上')
    await page.findAll('.modes button')[1]?.trigger('click')
    await send('钱在路上')
    expect(sent.map((one) => [one.text, one.internal ?? false])).toEqual([
      ['钱没有动', false],
      ['钱没有动', false],
      ['钱在路上', false],
      ['钱在路上', true],
    ])
    const ids = sent.map((one) => one.clientId)
    expect(ids[1]).toBe(ids[0])
    expect(new Set(ids).size).toBe(3)
    page.unmount()
  })
})
