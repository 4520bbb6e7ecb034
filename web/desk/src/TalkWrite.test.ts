import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
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

interface Sent {
  clientId: string
  text: string
  internal?: boolean
}

describe('an answer', () => {
  let sent: Sent[] = []
  let page: VueWrapper

  beforeEach(() => {
    sent = []
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      if (init.method !== 'POST')
        return Promise.resolve(new Response(JSON.stringify({ items: [] })))
      sent.push(JSON.parse(String(init.body)) as Sent)
      return Promise.reject(new TypeError('cut'))
    })
  })
  afterEach(() => {
    page.unmount()
    vi.unstubAllGlobals()
  })

  /** Each test writes in a conversation of its own. */
  async function open(id: string): Promise<void> {
    page = mount(TalkWrite, {
      props: { item: { ...ITEM, id }, staff: STAFF, seen: 7 },
      global: { plugins: [i18n], stubs: ['AnswerPicker', 'MacroMenu'] },
    })
    await flushPromises()
  }

  async function send(): Promise<void> {
    await page.get('form').trigger('submit')
    await flushPromises()
  }

  async function say(words: string): Promise<void> {
    await page.get('textarea').setValue(words)
    await send()
  }

  const asNote = () => page.findAll('.modes button')[1]?.trigger('click')

  it('whose answer was lost is the same line again, and another one once it is edited or a note', async () => {
    await open('lost')
    await say('钱没有动')
    await say('钱没有动')
    await say('钱在路上')
    await asNote()
    await say('钱在路上')
    expect(sent.map((one) => [one.text, one.internal ?? false])).toEqual([
      ['钱没有动', false],
      ['钱没有动', false],
      ['钱在路上', false],
      ['钱在路上', true],
    ])
    const ids = sent.map((one) => one.clientId)
    expect(ids[1]).toBe(ids[0])
    expect(new Set(ids).size).toBe(3)
  })

  it('whose answer was lost is the same line also after looking elsewhere', async () => {
    await open('left')
    await say('钱没有动')
    page.unmount()
    await open('left')
    await send()
    expect(sent).toHaveLength(2)
    expect(sent[1]).toEqual(sent[0])
  })

  it('is not made of a note that was begun before looking elsewhere', async () => {
    await open('note')
    await asNote()
    await page.get('textarea').setValue('客户可能被骗了')
    page.unmount()
    await open('another')
    expect(page.get('textarea').element.value).toBe('')
    page.unmount()
    await open('note')
    await send()
    expect(sent).toMatchObject([{ text: '客户可能被骗了', internal: true }])
  })
})
